using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Options of prequential folds, in whole days of UTC.</summary>
public sealed record PrequentialOptions : ValidatedOptions
{
    // An argument of Folds.Prequential.
    [JsonInclude, Rule(AtLeast = 1)]
    internal int Count { get; init; } = 4;

    /// <value>How long a fold trains, at least one day. Default 7 days.</value>
    public TimeSpan Training { get; init; } = TimeSpan.FromDays(7);

    /// <value>How long labels take to be known: these days lie between training and validation. Default 7 days.</value>
    public TimeSpan LabelDelay { get; init; } = TimeSpan.FromDays(7);

    /// <value>How long a fold validates, and how far the next fold lies later; at least one day. Default 7 days.</value>
    public TimeSpan Validation { get; init; } = TimeSpan.FromDays(7);

    /// <value>
    /// The first training day of the first fold, as a day of UTC: local times are converted. Null so that the last fold ends with the data.
    /// Default null.
    /// </value>
    public DateTime? Start { get; init; }

    /// <value>The key of the cards: those that are known to be compromised are left out of validation; null to
    /// keep them. Default null.</value>
    public string? CardKey { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach ((string name, TimeSpan span, int least) in new[] { (nameof(Training), Training, 1), (nameof(LabelDelay), LabelDelay, 0),
            (nameof(Validation), Validation, 1) })
        {
            if (span.Ticks % TimeSpan.TicksPerDay != 0 || span < TimeSpan.FromDays(least) || span > TimeSpan.FromDays(36_525))
                yield return $"{name} must be whole days, {least} to 36,525. Got {span} instead.";
        }
    }
}
