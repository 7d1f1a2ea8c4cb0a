namespace FraudMl;

/// <summary>What the points of a space keep.</summary>
/// <param name="Text">It as it was written.</param>
internal abstract record SpaceRule(string Text)
{
    /// <value>The choices for which it holds, all at once; none for everywhere.</value>
    public IReadOnlyList<(string Name, object Choice)> Where { get; init; } = [];

    /// <summary>Returns whether a point keeps it.</summary>
    /// <param name="set">The point.</param>
    /// <param name="pipeline">The pipeline that the point makes; for rules about options.</param>
    public bool Allows(ParameterSet set, Func<FraudPipeline> pipeline) => !Where.All(choice => Takes(set, choice)) || Keeps(set, pipeline);

    protected abstract bool Keeps(ParameterSet set, Func<FraudPipeline> pipeline);

    private static bool Takes(ParameterSet set, (string Name, object Choice) choice) =>
        set.Values.Any(value => Equals(value.Value, choice.Choice)
            && (value.Key == choice.Name || value.Key.EndsWith($".{choice.Name}", StringComparison.Ordinal)));

    public override string ToString() =>
        $"{string.Concat(Where.Select(choice => $"{choice.Name} = {choice.Choice}: "))}requires {Text}";
}

/// <summary>A rule about the values of a point.</summary>
internal sealed record ValuesRule(string Text, Func<ParameterSet, bool> Rule) : SpaceRule(Text)
{
    protected override bool Keeps(ParameterSet set, Func<FraudPipeline> pipeline) => Rule(set);

    public override string ToString() => base.ToString();
}

/// <summary>A rule about the options of parts, wherever a pipeline has such parts; of two kinds, each with each.</summary>
internal sealed record OptionsRule(string Text, IReadOnlyList<Type> Types, Func<IReadOnlyList<ValidatedOptions>, bool> Rule)
    : SpaceRule(Text)
{
    /// <summary>Returns whether there are parts, among some, that it is about.</summary>
    public bool IsAbout(IEnumerable<IPart> parts) => Types.All(type => parts.Any(part => type.IsInstanceOfType(part.Options)));

    protected override bool Keeps(ParameterSet set, Func<FraudPipeline> pipeline)
    {
        ValidatedOptions[] options = [.. PipelineSlots.Of(pipeline()).Select(place => place.Part.Options)];
        return Combined([]).All(Rule);

        IEnumerable<IReadOnlyList<ValidatedOptions>> Combined(IReadOnlyList<ValidatedOptions> chosen) => chosen.Count == Types.Count
            ? [chosen]
            : options.Where(Types[chosen.Count].IsInstanceOfType).SelectMany(one => Combined([.. chosen, one]));
    }

    public override string ToString() => base.ToString();
}
