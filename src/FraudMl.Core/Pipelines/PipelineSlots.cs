using System.Globalization;

namespace FraudMl;

/// <summary>The places of a pipeline that parts stand in, by the names that parameters use.</summary>
internal static class PipelineSlots
{
    public const string Trainer = "trainer", Resampler = "resampler", Calibrator = "calibrator", Decision = "decision";

    /// <summary>Returns the parts of a pipeline by slot, the learner first.</summary>
    public static IEnumerable<(string Slot, IPart Part)> Of(FraudPipeline pipeline)
    {
        yield return (Trainer, pipeline.Trainer);
        if (pipeline.Resampler is { } resampler) yield return (Resampler, resampler);
        for (int step = 0; step < pipeline.Steps.Count; step++) yield return (Step(step), pipeline.Steps[step]);
        if (pipeline.Calibrator is { } calibrator) yield return (Calibrator, calibrator);
        if (pipeline.Decision is { } decision) yield return (Decision, decision);
    }

    /// <summary>Returns the slot and the option that a name means; null when the pipeline has no such option.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="name">A slot and an option, or an option that only one part has.</param>
    /// <param name="optionsType">The options that it is one of; null when that is not known.</param>
    /// <exception cref="FraudMlException">Thrown when several parts have the option and the name does not say which is meant.</exception>
    public static (string Slot, string Option)? Find(FraudPipeline pipeline, string name, Type? optionsType = null)
    {
        int dot = name.LastIndexOf('.');
        string option = name[(dot + 1)..];
        (string Slot, IPart Part)[] having = [.. Of(pipeline).Where(place => Has(place.Part, option)
            && (dot < 0 || place.Slot == name[..dot]) && (optionsType is null || place.Part.Options.GetType() == optionsType))];
        return having.Length switch
        {
            0 => null,
            1 => (having[0].Slot, option),
            _ => throw new FraudMlException($"'{name}' can be {string.Join(" or ", having.Select(place => $"{place.Slot}.{option}"))}. Write out which is meant."),
        };
    }

    /// <summary>Returns the pipeline with whole parts and options set.</summary>
    public static FraudPipeline With(FraudPipeline pipeline, ParameterSet parameters)
    {
        foreach ((string name, object value) in parameters.Values)
        {
            if (IsSlot(name)) pipeline = WithPart(pipeline, name, value is PartChoice choice ? choice.Part : (IPart)value);
        }

        var options = new Dictionary<string, Dictionary<string, object>>();
        foreach ((string name, object value) in parameters.Values)
        {
            if (IsSlot(name)) continue;
            (string slot, string option) = Find(pipeline, name) ?? throw Unknown(pipeline, name);
            if (!options.TryGetValue(slot, out Dictionary<string, object>? values)) options[slot] = values = [];
            values[option] = value;
        }

        foreach ((string slot, IPart part) in Of(pipeline).ToArray())
        {
            if (options.TryGetValue(slot, out Dictionary<string, object>? values)) pipeline = WithOptions(pipeline, slot, part, OptionsValues.With(part.Options, new ParameterSet(values)));
        }

        return pipeline;
    }

    private static string Step(int step) => string.Create(CultureInfo.InvariantCulture, $"steps[{step}]");

    /// <summary>Returns whether a name is that of a slot that takes one part.</summary>
    public static bool IsSlot(string name) => name is Trainer or Resampler or Calibrator or Decision;

    private static bool Has(IPart part, string option) => part.Options.GetType().GetProperty(option) is { CanWrite: true };

    private static FraudPipeline WithPart(FraudPipeline pipeline, string slot, IPart? part) => (slot, part) switch
    {
        (Trainer, ITrainer trainer) => pipeline.With(trainer),
        (Resampler, IResampler resampler) => pipeline.With(resampler),
        (Calibrator, ICalibrator calibrator) => pipeline.With(calibrator),
        (Decision, IDecisionRule decision) => pipeline.With(decision),
        (Resampler, null) => pipeline.WithoutResampler(),
        (Calibrator, null) => pipeline.WithoutCalibrator(),
        (Decision, null) => pipeline.WithoutDecision(),
        _ => throw new FraudMlException($"The slot {slot} can't take {part?.Name ?? "nothing"}."),
    };

    private static FraudPipeline WithOptions(FraudPipeline pipeline, string slot, IPart part, ValidatedOptions options) => part switch
    {
        ITrainer trainer => pipeline.With(trainer.With(options)),
        IResampler resampler => pipeline.With(resampler.With(options)),
        ICalibrator calibrator => pipeline.With(calibrator.With(options)),
        IDecisionRule decision => pipeline.With(decision.With(options)),
        _ => pipeline.With([.. pipeline.Steps.Select((step, i) => Step(i) == slot ? step.With(options) : step)]),
    };

    private static FraudMlException Unknown(FraudPipeline pipeline, string name) => new(
        $"The pipeline {pipeline.Name} has no option '{name}' to tune. Its options are "
        + $"{string.Join(", ", Of(pipeline).SelectMany(place => place.Part.Options.GetType().GetProperties().Where(property => property.CanWrite).Select(property => $"{place.Slot}.{property.Name}")))}.");
}

/// <summary>A part as the value of a parameter, shown by its name; null is none.</summary>
internal sealed record PartChoice(string Name, IPart? Part)
{
    public override string ToString() => Name;
}
