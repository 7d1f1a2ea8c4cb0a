using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Reports every broken rule of the options when the host starts.</summary>
internal sealed class FraudScoringOptionsRules : IValidateOptions<FraudScoringOptions>
{
    public ValidateOptionsResult Validate(string? name, FraudScoringOptions options)
    {
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (FraudMlException invalid)
        {
            return ValidateOptionsResult.Fail(invalid.Problems);
        }
    }
}
