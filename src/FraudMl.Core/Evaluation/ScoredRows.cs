namespace FraudMl;

/// <summary>Labelled and scored rows: what every metric, curve and interval is computed from. The rows are sorted once.</summary>
public sealed class ScoredRows
{
    private readonly bool[] _labels;
    private readonly double[] _scores;
    private readonly ScoredRowsOptions _options;
    private readonly Lazy<double?> _dayCount;
    private readonly Lazy<RankedRows> _ranked;
    private readonly Lazy<Tally> _tally;

    /// <summary>Creates the rows and checks them.</summary>
    /// <param name="labels">True where the row is a fraud.</param>
    /// <param name="scores">The score of each row; finite, and in [0, 1] unless the options say <see cref="ScoreKind.Margin"/>.</param>
    /// <param name="options">Weights, threshold or decisions, and costs.</param>
    /// <exception cref="FraudMlException">Thrown with every problem when lengths differ or a value is invalid.</exception>
    public ScoredRows(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ScoredRowsOptions? options = null)
        : this(labels.ToArray(), scores.ToArray(), options ?? new())
    {
        _options.Validate();
        ScoredRowsRules.Check(labels, scores, _options);
    }

    private ScoredRows(bool[] labels, double[] scores, ScoredRowsOptions options)
    {
        (_labels, _scores, _options) = (labels, scores, options);
        _dayCount = new(() => ElapsedDays.Of(_options));
        _ranked = new(() => RankedRows.Of(this));
        _tally = new(() => Tally.Of(Ranked));
    }

    /// <value>No rows: what is left of a cross-validation whose scores were not kept. No metric has a value on them.</value>
    internal static ScoredRows None { get; } = new(Array.Empty<bool>(), Array.Empty<double>(), new ScoredRowsOptions());

    /// <value>The number of rows.</value>
    public int Count => _labels.Length;

    /// <value>True where the row is a fraud, in the order given.</value>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <value>The scores, in the order given.</value>
    public ReadOnlySpan<double> Scores => _scores;

    /// <value>The weights, in the order given; null when every row counts once.</value>
    public IReadOnlyList<double>? Weights => _options.Weights;

    /// <value>What a missed fraud and a review of each row would cost; null when not given.</value>
    public CostTable? Costs => _options.Costs;

    /// <value>What the scores mean.</value>
    public ScoreKind Kind => _options.Kind;

    /// <value>The score from which a row is flagged; null when the decisions were given row by row.</value>
    public double? Threshold => _options.Decisions is null ? _options.Threshold ?? (Kind == ScoreKind.Probability ? 0.5 : 0) : null;

    /// <value>The day of each row; null when unknown.</value>
    public IReadOnlyList<int>? Days => _options.Days;

    /// <value>What each row belongs to; null when every row stands by itself.</value>
    public IReadOnlyList<int>? Blocks => _options.Blocks;

    /// <value>
    /// The days that went by from the first row to the last, or the number of distinct <see cref="Days"/> where no
    /// times are known; null when both are unknown, or all rows have the same time of day.
    /// </value>
    public double? DayCount => _dayCount.Value;

    /// <value>The alerts a day that were asked for; null when nobody asked.</value>
    public double? Capacity => _options.Capacity;

    internal ScoredRowsOptions Options => _options;

    internal double[]? Margins => _options.Margins;

    internal double[]? WeightArray => _options.Weights;

    internal RankedRows Ranked => _ranked.Value;

    internal Tally Tally => _tally.Value;

    /// <summary>Returns whether a row was flagged.</summary>
    /// <param name="row">The row, in the order given.</param>
    public bool IsFlagged(int row) => _options.Decisions is { } decisions ? decisions[row] : _scores[row] >= Threshold;

    /// <summary>Returns some of the rows; a row may be taken more than once.</summary>
    /// <param name="rows">The rows to take, in the order given.</param>
    public ScoredRows Subset(ReadOnlySpan<int> rows) => new(Take(_labels, rows), Take(_scores, rows), _options with
    {
        Weights = _options.Weights is { } weights ? Take(weights, rows) : null,
        Decisions = _options.Decisions is { } decisions ? Take(decisions, rows) : null,
        Days = _options.Days is { } days ? Take(days, rows) : null,
        Timestamps = _options.Timestamps is { } times ? Take(times, rows) : null,
        Margins = _options.Margins is { } margins ? Take(margins, rows) : null,
        Blocks = _options.Blocks is { } blocks ? Take(blocks, rows) : null,
        Costs = _options.Costs is { } costs ? new(Take(costs.MissedFraud, rows), Take(costs.Review, rows)) : null,
    });

    private static T[] Take<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }

    /// <summary>Returns how many rows and frauds there are.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Count:#,0} scored rows, {_labels.Count(label => label):#,0} frauds");
}
