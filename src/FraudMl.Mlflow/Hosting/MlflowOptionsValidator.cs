using Microsoft.Extensions.Options;

namespace FraudMl.Mlflow;

/// <summary>Reports every problem of the options at once, those of the MLFLOW_* variables included.</summary>
internal sealed class MlflowOptionsValidator : IValidateOptions<MlflowOptions>
{
    public ValidateOptionsResult Validate(string? name, MlflowOptions options)
    {
        string[] problems = [.. options.Complete().Problems()];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
