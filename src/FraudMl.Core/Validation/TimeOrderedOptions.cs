using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Options of time-ordered folds.</summary>
public sealed record TimeOrderedOptions : ValidatedOptions
{
    // An argument of Folds.TimeOrdered.
    [JsonInclude, Rule(AtLeast = 2)]
    internal int Count { get; init; } = 5;

    /// <value>Rows in the gap before the first validation row, [t − gap, t), are not trained on: the label delay.
    /// At least 0, default 0.</value>
    public TimeSpan Gap { get; init; }

    /// <value>The rows that each fold validates on; null for n / (k + 1). Default null.</value>
    [Rule(AtLeast = 1)]
    public int? ValidationRowCount { get; init; }

    /// <value>The most rows that a fold trains on, the last ones before the gap; null for all of them. Default null.</value>
    [Rule(AtLeast = 1)]
    public int? MaximumTrainingRowCount { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Gap < TimeSpan.Zero) yield return $"Gap must be at least 0. Got {Gap} instead.";
    }
}
