namespace FraudMl;

/// <summary>Options of the search for leaks.</summary>
public sealed record LeakOptions : ValidatedOptions
{
    /// <value>The keys of entities that must be on one side only, for example the card. Default none.</value>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <value>How long after a transaction its label is known; zero when labels are known at once. Default zero.</value>
    public TimeSpan LabelDelay { get; init; }

    /// <value>The ROC-AUC above which a single feature, rising or falling, is suspected to be the label; in [0.5, 1]. Default 0.98.</value>
    [Rule(AtLeast = 0.5, AtMost = 1)]
    public double LargestRocAuc { get; init; } = 0.98;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (LabelDelay < TimeSpan.Zero) yield return $"LabelDelay must be at least 0. Got {LabelDelay} instead.";
    }
}
