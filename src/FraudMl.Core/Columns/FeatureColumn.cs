namespace FraudMl;

/// <summary>What is known about a column of a <see cref="FeatureMatrix"/>.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Source">The input column it came from.</param>
public sealed record FeatureColumn(string Name, string Source)
{
    /// <value>The one-hot group it belongs to, if it does: exactly one of the group's columns is 1, or none.</value>
    public string? OneHotGroup { get; init; }

    /// <value>What the values mean. Default <see cref="FeatureKind.Number"/>.</value>
    public FeatureKind Kind { get; init; } = FeatureKind.Number;

    /// <value>The smallest possible value, if there is one.</value>
    public float? Minimum { get; init; }

    /// <value>The largest possible value, if there is one.</value>
    public float? Maximum { get; init; }
}
