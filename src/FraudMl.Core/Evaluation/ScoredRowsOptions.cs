namespace FraudMl;

/// <summary>What is known about scored rows beside labels and scores.</summary>
/// <remarks>The arrays are kept, not copied: leave them unchanged while the rows are in use.</remarks>
public sealed record ScoredRowsOptions : ValidatedOptions
{
    /// <value>What the scores mean; probabilities by default.</value>
    public ScoreKind Kind { get; init; }

    /// <value>A row is flagged when its score is at least this; default 0.5 for probabilities, 0 for margins. Ignored when
    /// <see cref="Decisions"/> are given.</value>
    [Rule]
    public double? Threshold { get; init; }

    /// <value>The weight of each row, at least 0; every row counts once by default. A row of weight 0 counts for nothing.</value>
    public double[]? Weights { get; init; }

    /// <value>Whether each row was flagged; by default <see cref="Threshold"/> decides.</value>
    public bool[]? Decisions { get; init; }

    /// <value>What a missed fraud and a review of each row would cost; without it there is no cost summary.</value>
    public CostTable? Costs { get; init; }

    /// <value>The day of each row; null when unknown. Where <see cref="Timestamps"/> are known, alerts a day are over
    /// the time that went by.</value>
    public int[]? Days { get; init; }

    /// <value>The time of each row in microseconds, <see cref="TimestampColumn.Missing"/> where it has none, for alerts a
    /// day; null when unknown.</value>
    public long[]? Timestamps { get; init; }

    /// <value>The score before calibration, which ranks rows of the same probability; null when unknown.</value>
    public double[]? Margins { get; init; }

    /// <value>The alerts a day that were asked for, which evaluation sets beside those there are; null when nobody asked.</value>
    [Rule(Above = 0)]
    public double? Capacity { get; init; }

    /// <value>What each row belongs to, for example its card or its day: rows of one block are redrawn together by the bootstrap. Every row
    /// by itself by default.</value>
    public int[]? Blocks { get; init; }
}
