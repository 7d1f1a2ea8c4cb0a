namespace FraudMl.Profiling;

/// <summary>The summary of one column.</summary>
public sealed record ColumnProfile
{
    /// <value>The column's name.</value>
    public required string Name { get; init; }

    /// <value>How the values are stored.</value>
    public required ColumnKind Kind { get; init; }

    /// <value>What the column is for.</value>
    public required ColumnRoles Roles { get; init; }

    /// <value>The number of rows without a value.</value>
    public required int MissingCount { get; init; }

    /// <value>Their share of the rows; 0 without rows.</value>
    public required double MissingRatio { get; init; }

    /// <value>The number of distinct values, missing not counted.</value>
    public required int DistinctCount { get; init; }

    /// <value>Moments and quantiles of a number column; null for other kinds and when every value is missing.</value>
    public NumberProfile? Numbers { get; init; }

    /// <value>First and last time of a timestamp column; null for other kinds and when every value is missing.</value>
    public TimestampProfile? Times { get; init; }

    /// <value>The most frequent texts of a text column, as many as the options say; empty for other kinds and for columns that name
    /// each row or customer.</value>
    public IReadOnlyList<TextCount> TopTexts { get; init; } = [];

    /// <value>Texts that make up less than <see cref="ProfileOptions.RareLimit"/> of the rows; 0 for other kinds.</value>
    public int RareTextCount { get; init; }

    /// <value>Bins of equal width over numbers and times; empty for texts, keys and columns without values.</value>
    public IReadOnlyList<HistogramBin> Histogram { get; init; } = [];

    /// <value>
    /// Frauds by value: numbers in bins of about equal size, a value as frequent as a bin by itself (or by value, when there are no more
    /// values than bins), texts by falling frequency with the rest as <c>other</c>, rows without a value as
    /// <c>missing</c>. Empty for times, keys, ignored texts and columns that name each row.
    /// </value>
    public IReadOnlyList<RiskBin> Bins { get; init; } = [];

    /// <value>The information value over <see cref="Bins"/>: below 0.02 useless, 0.1 weak, 0.3 medium, above strong; null
    /// without both classes.</value>
    public double? InformationValue { get; init; }

    /// <value>The mutual information of <see cref="Bins"/> with the label, in nats; null without both classes.</value>
    public double? MutualInformation { get; init; }

    /// <value>
    /// The ROC-AUC of the column as a score by itself: a number's own value (below 0.5 when frauds have the smaller ones), a text's fraud
    /// rate among every other row, scored on the rows between. Null without both classes.
    /// </value>
    public double? RocAuc { get; init; }

    /// <value>
    /// The population stability index of each of <see cref="DatasetProfile.StabilityPeriods"/> against the
    /// first one: numbers over the first one's deciles as in <see cref="TwoSample"/>, texts over <see cref="Bins"/>, missing values as one
    /// more bin. Null for a period without rows; empty without a timestamp.
    /// </value>
    public IReadOnlyList<double?> Stability { get; init; } = [];

    /// <value>The index that a period distributed like the first one exceeds once in twenty; as long as <see cref="Stability"/>.</value>
    public IReadOnlyList<double?> StabilityCritical { get; init; } = [];

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>How often a text occurs.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">The number of rows that have it.</param>
/// <param name="FraudRatio">The share of frauds among them; null without a label.</param>
public sealed record TextCount(string Text, int Count, double? FraudRatio);

/// <summary>The first and the last time of a timestamp column.</summary>
/// <param name="First">Microseconds since 1970, or since where the source counts from.</param>
/// <param name="Last">Microseconds since the same point.</param>
public sealed record TimestampProfile(long First, long Last);
