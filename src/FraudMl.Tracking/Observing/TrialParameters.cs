using System.Globalization;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>The parameters of a trial's run: learner, resampler, steps, and every option of the two.</summary>
internal static class TrialParameters
{
    public static IReadOnlyList<MlflowParam> Of(TrialInfo trial, string prefix = "")
    {
        FraudPipeline pipeline = trial.Pipeline;
        var parameters = new List<MlflowParam>
        {
            new(prefix + "trainer", pipeline.Trainer.Name),
            new(prefix + "resampler", pipeline.Resampler?.Name ?? "none"),
            new(prefix + "steps", string.Join(" → ", pipeline.Steps.Select(step => step.Name))),
        };
        parameters.AddRange(Options(prefix, pipeline.Trainer.Options));
        if (pipeline.Resampler is { } resampler) parameters.AddRange(Options(prefix + "resampler.", resampler.Options));
        return parameters;
    }

    private static IEnumerable<MlflowParam> Options(string prefix, StepOptions options) =>
        from property in options.GetType().GetProperties()
        where property.Name != "EqualityContract"
        select new MlflowParam(prefix + property.Name, Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture) ?? "");
}
