using System.Collections;
using System.Globalization;
using System.Reflection;

namespace FraudMl.Tracking;

/// <summary>The parameters of a trial's run: learner, resampler, steps, and every option of the two.</summary>
internal static class TrialParameters
{
    // What MLflow holds; some servers refuse more.
    private const int MostText = 6_000;

    public static Dictionary<string, object?> Of(TrialInfo trial, string prefix = "")
    {
        FraudPipeline pipeline = trial.Pipeline;
        var parameters = new Dictionary<string, object?>
        {
            [prefix + "trainer"] = pipeline.Trainer.Name,
            [prefix + "resampler"] = pipeline.Resampler?.Name ?? "none",
            [prefix + "steps"] = Cut(string.Join(" → ", pipeline.Steps.Select(step => step.Name))),
        };
        AddOptions(parameters, prefix, pipeline.Trainer.Options);
        if (pipeline.Resampler is { } resampler) AddOptions(parameters, prefix + "resampler.", resampler.Options);
        return parameters;
    }

    private static void AddOptions(Dictionary<string, object?> parameters, string prefix, ValidatedOptions options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties()) parameters[prefix + property.Name] = Shown(property.GetValue(options));
    }

    private static object? Shown(object? value) => value switch
    {
        string text => Cut(text),
        IEnumerable items => Cut(string.Join(", ", items.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))),
        _ => value,
    };

    private static string Cut(string text) => text.Length > MostText ? text[..MostText] : text;
}
