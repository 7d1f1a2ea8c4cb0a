using System.Globalization;

namespace FraudMl;

/// <summary>The places of a pipeline that parts stand in, by the names that parameters use.</summary>
internal static class PipelineSlots
{
    public const string Trainer = "trainer", Resampler = "resampler", Calibrator = "calibrator", Decision = "decision";

    /// <summary>Returns the stages of a pipeline, the learner first.</summary>
    public static IEnumerable<(string Slot, IPart Part)> Stages(FraudPipeline pipeline)
    {
        yield return (Trainer, pipeline.Trainer);
        if (pipeline.Resampler is { } resampler) yield return (Resampler, resampler);
        for (int step = 0; step < pipeline.Steps.Count; step++) yield return (Step(step), pipeline.Steps[step]);
        if (pipeline.Calibrator is { } calibrator) yield return (Calibrator, calibrator);
        if (pipeline.Decision is { } decision) yield return (Decision, decision);
    }

    /// <summary>Returns the parts of a pipeline by slot, the learner first, and after each the parts that it is made of.</summary>
    public static IEnumerable<(string Slot, IPart Part)> Of(FraudPipeline pipeline) =>
        Stages(pipeline).SelectMany(stage => Within(stage.Slot, stage.Part));

    /// <summary>Returns a part and those that it is made of, at any depth.</summary>
    public static IEnumerable<(string Slot, IPart Part)> Within(string slot, IPart part) =>
        [(slot, part), .. part.Parts.SelectMany((inner, place) => Within(Inner(slot, part, place), inner))];

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
            _ => throw new FraudMlException(
                $"'{name}' can be {string.Join(" or ", having.Select(place => $"{place.Slot}.{option}"))}. Write out which is meant."),
        };
    }

    /// <summary>Returns whether a name is that of a place for a part; options, which are properties, begin with a capital.</summary>
    public static bool IsSlot(string name) => name.AsSpan(name.LastIndexOf('.') + 1) is [>= 'a' and <= 'z', ..];

    /// <summary>
    /// Returns whether the pipeline takes a part at a slot: there always is a place for a resampler, and one for a
    /// member only where it has members.
    /// </summary>
    public static bool Takes(FraudPipeline pipeline, string slot) => IsStage(slot) || Of(pipeline).Any(place => place.Slot == slot);

    /// <summary>Returns the pipeline with whole parts and options set.</summary>
    public static FraudPipeline With(FraudPipeline pipeline, ParameterSet parameters)
    {
        string? given = parameters.Values.Any(IsPart) ? null : pipeline.GivenName;
        // A part before those in it, which come with it.
        var without = new HashSet<string>();
        foreach ((string name, object value) in parameters.Values.Where(IsPart).OrderBy(set => set.Key.Count(c => c == '.')))
        {
            // A step that is left out goes last, so that the others keep their places until then.
            if (value is PartChoice { Part: null } && IsStep(pipeline, name) && without.Add(name)) continue;
            pipeline = WithPart(pipeline, name, value is PartChoice choice ? choice.Part : (IPart?)value);
        }

        var options = new Dictionary<string, Dictionary<string, object>>();
        foreach ((string name, object value) in parameters.Values.Where(set => !IsPart(set)))
        {
            (string slot, string option) = Find(pipeline, name) ?? throw Unknown(pipeline, name);
            if (!options.TryGetValue(slot, out Dictionary<string, object>? values)) options[slot] = values = [];
            values[option] = value;
        }

        FraudPipeline changed = Change(pipeline, (slot, part) => options.TryGetValue(slot, out Dictionary<string, object>? values)
            ? part.With(OptionsValues.With(part.Options, new ParameterSet(values)))
            : part) with { GivenName = given };
        return without.Count == 0 ? changed : changed.With([.. changed.Steps.Where((_, i) => !without.Contains(Step(i)))]);
    }

    /// <summary>Returns the slot of a step.</summary>
    public static string Step(int step) => string.Create(CultureInfo.InvariantCulture, $"steps[{step}]");

    private static string Inner(string slot, IPart part, int place) => $"{slot}.{part.SlotOf(place)}";

    private static bool IsStage(string name) => name is Trainer or Resampler or Calibrator or Decision;

    private static bool IsStep(FraudPipeline pipeline, string slot) =>
        Enumerable.Range(0, pipeline.Steps.Count).Any(step => Step(step) == slot);

    private static bool IsPart(KeyValuePair<string, object> set) => IsSlot(set.Key) && set.Value is null or IPart or PartChoice;

    private static bool Has(IPart part, string option) => part.Options.GetType().GetProperty(option) is { CanWrite: true };

    // Inner parts change before those that are made of them.
    private static FraudPipeline Change(FraudPipeline pipeline, Func<string, IPart, IPart> change)
    {
        foreach ((string slot, IPart part) in Stages(pipeline).ToArray())
        {
            IPart changed = Changed(slot, part);
            if (!ReferenceEquals(changed, part)) pipeline = WithStage(pipeline, slot, changed);
        }

        return pipeline;

        IPart Changed(string slot, IPart part)
        {
            IPart[] parts = [.. part.Parts.Select((inner, place) => Changed(Inner(slot, part, place), inner))];
            return change(slot, parts.SequenceEqual(part.Parts, ReferenceEqualityComparer.Instance) ? part : part.With(parts));
        }
    }

    private static FraudPipeline WithPart(FraudPipeline pipeline, string slot, IPart? part)
    {
        if (IsStage(slot)) return WithStage(pipeline, slot, part);
        if (!Takes(pipeline, slot))
        {
            throw new FraudMlException(
                $"The pipeline {pipeline.Name} has no slot '{slot}'."
                + $"{(slot.EndsWith(']') ? "" : NearNames.Hint(slot, Of(pipeline).Select(place => place.Slot)))} Its slots "
                + $"are {string.Join(", ", Of(pipeline).Select(place => place.Slot))}.");
        }

        return part is null ? throw Refused(slot, part) : Change(pipeline, (place, old) => place == slot ? part : old);
    }

    private static FraudPipeline WithStage(FraudPipeline pipeline, string slot, IPart? part) => (slot, part) switch
    {
        (Trainer, ITrainer trainer) => pipeline.With(trainer),
        (Resampler, IResampler resampler) => pipeline.With(resampler),
        (Calibrator, ICalibrator calibrator) => pipeline.With(calibrator),
        (Decision, IDecisionRule decision) => pipeline.With(decision),
        (Resampler, null) => pipeline.WithoutResampler(),
        (Calibrator, null) => pipeline.WithoutCalibrator(),
        (Decision, null) => pipeline.WithoutDecision(),
        (_, IFeatureStep step) when !IsStage(slot) => pipeline.With([.. pipeline.Steps.Select((old, i) => Step(i) == slot ? step : old)]),
        _ => throw Refused(slot, part),
    };

    private static FraudMlException Refused(string slot, IPart? part) => new($"The slot {slot} can't take {part?.Name ?? "nothing"}.");

    private static FraudMlException Unknown(FraudPipeline pipeline, string name) => new(
        $"The pipeline {pipeline.Name} has no option '{name}' to tune.{Near(pipeline, name)} Its options are "
        + $"{string.Join(", ", Of(pipeline).SelectMany(OptionsOf))}.");

    /// <summary>Returns the sentence that names the option that was meant, with its slot or without; nothing where none is near.</summary>
    public static string Near(FraudPipeline pipeline, string name)
    {
        string[] options = [.. Of(pipeline).SelectMany(OptionsOf)];
        return NearNames.Hint(name, name.Contains('.', StringComparison.Ordinal)
            ? options : options.Select(option => option[(option.LastIndexOf('.') + 1)..]));
    }

    private static IEnumerable<string> OptionsOf((string Slot, IPart Part) place) =>
        place.Part.Options.GetType().GetProperties().Where(property => property.CanWrite)
            .Select(property => $"{place.Slot}.{property.Name}");
}

/// <summary>A part as the value of a parameter, shown by its name; null is none.</summary>
internal sealed record PartChoice(string Name, IPart? Part)
{
    public override string ToString() => Name;
}
