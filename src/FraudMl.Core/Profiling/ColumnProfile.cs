namespace FraudMl;

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

    /// <value>The most frequent texts of a text column, at most 10; empty for other kinds and for keys, which name customers.</value>
    public IReadOnlyList<TextCount> TopTexts { get; init; } = [];
}
