using Microsoft.Extensions.Options;

namespace FraudMl.Tracking;

/// <summary>Reports every problem of the options at once.</summary>
internal sealed class FraudMlOptionsValidator : IValidateOptions<FraudMlOptions>
{
    public ValidateOptionsResult Validate(string? name, FraudMlOptions options)
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
