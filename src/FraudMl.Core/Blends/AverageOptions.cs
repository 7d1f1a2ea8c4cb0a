namespace FraudMl;

/// <summary>Options of the average of learners.</summary>
public sealed record AverageOptions : ValidatedOptions
{
    /// <value>One weight per learner, at least 0, in any unit. Default none: all weigh the same.</value>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Weights.Count > 0 && (Weights.Any(weight => !double.IsFinite(weight) || weight < 0) || Weights.Sum() <= 0))
            yield return $"Weights must be at least 0 and not all 0. Got {string.Join(", ", Weights)} instead.";
    }
}
