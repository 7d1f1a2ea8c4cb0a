using Microsoft.Extensions.Options;

namespace FraudMl.Tracking;

/// <summary>Reports every broken rule of an options record at once.</summary>
internal sealed class ValidatedOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : ValidatedOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
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
