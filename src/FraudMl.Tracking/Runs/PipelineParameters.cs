using System.Collections;
using System.Globalization;
using System.Reflection;

namespace FraudMl.Tracking;

/// <summary>
/// The parameters of a run: learner, resampler, steps, every option of the two and of the parts that they are
/// made of, and what a trial varies elsewhere.
/// </summary>
internal static class PipelineParameters
{
    // What MLflow holds; some servers refuse more.
    private const int MostText = 6_000;

    public static Dictionary<string, object?> Of(TrialInfo trial, string prefix = "")
    {
        Dictionary<string, object?> parameters = Of(trial.Pipeline, prefix);
        foreach ((string name, object value) in trial.Parameters)
        {
            if (name.Split('.')[0] is not ("trainer" or "resampler")) parameters[prefix + Key(name)] = Shown(value);
        }

        return parameters;
    }

    public static Dictionary<string, object?> Of(FraudPipeline pipeline, string prefix = "")
    {
        var parameters = new Dictionary<string, object?>
        {
            [prefix + "trainer"] = pipeline.Trainer.Name,
            [prefix + "resampler"] = pipeline.Resampler?.Name ?? "none",
            [prefix + "steps"] = Cut(string.Join(" → ", pipeline.Steps.Select(step => step.Name))),
        };
        AddOptions(parameters, prefix, pipeline.Trainer.Options);
        AddParts(parameters, prefix + "trainer.", pipeline.Trainer);
        if (pipeline.Resampler is { } resampler)
        {
            AddOptions(parameters, prefix + "resampler.", resampler.Options);
            AddParts(parameters, prefix + "resampler.", resampler);
        }

        return parameters;
    }

    // MLflow takes no brackets: steps[2].BinCount is steps.2.BinCount there.
    private static string Key(string name) => name.Replace('[', '.').Replace("]", "", StringComparison.Ordinal);

    private static void AddParts(Dictionary<string, object?> parameters, string prefix, IPart part)
    {
        for (int place = 0; place < part.Parts.Count; place++)
        {
            (string key, IPart inner) = (prefix + Key(part.SlotOf(place)), part.Parts[place]);
            parameters[key] = inner.Name;
            AddOptions(parameters, $"{key}.", inner.Options);
            AddParts(parameters, $"{key}.", inner);
        }
    }

    private static void AddOptions(Dictionary<string, object?> parameters, string prefix, ValidatedOptions options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            parameters[prefix + property.Name] = Shown(property.GetValue(options));
    }

    private static object? Shown(object? value) => value switch
    {
        string text => Cut(text),
        IEnumerable items => Cut(string.Join(", ", items.Cast<object?>()
            .Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))),
        _ => value,
    };

    private static string Cut(string text) => text.Length > MostText ? text[..MostText] : text;
}
