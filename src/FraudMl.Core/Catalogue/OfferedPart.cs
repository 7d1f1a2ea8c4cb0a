namespace FraudMl.Tuning;

/// <summary>A learner or a resampler that a package offers to automatic searches.</summary>
/// <param name="Package">The package that brings it, for example <c>FraudMl.LightGbm</c>.</param>
/// <param name="Part">The part, with options that do well without tuning.</param>
public sealed record OfferedPart(string Package, IPart Part)
{
    /// <value>The same part with other options that did well on other data, the most promising first; they are tried before a search
    /// begins. They differ from <see cref="Part"/> in options with a default range only. Default none.</value>
    public IReadOnlyList<IPart> Portfolio { get; init; } = [];

    /// <value>How long it takes beside gradient boosting on the same rows, above 0: cheaper parts are tried first, and dear ones are
    /// left out where rows are many. Default 1.</value>
    public double Cost { get; init; } = 1;

    /// <value>Whether it learns from missing values. Default false: they are filled in for all.</value>
    public bool TakesMissing { get; init; }

    /// <value>What makes it superfluous where it is there, by the name of a part: the slower of two that do the same. Default
    /// none.</value>
    public string? ReplacedBy { get; init; }

    /// <summary>Returns the part and its package.</summary>
    public override string ToString() => $"{Part.Name} ({Package})";
}
