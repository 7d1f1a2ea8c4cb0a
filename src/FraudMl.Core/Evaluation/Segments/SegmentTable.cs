namespace FraudMl.Evaluations;

/// <summary>How good a model is in each segment of the rows, for example by country, amount band or week.</summary>
/// <param name="Name">The column, or the length of the periods.</param>
/// <param name="Segments">The segments: texts by falling count, numbers and periods ascending, then the rest and the missing.</param>
public sealed record SegmentTable(string Name, IReadOnlyList<EvaluatedSegment> Segments)
{
    /// <summary>Returns the segments by the values of a column: each text or one of few numbers by itself, bands of many numbers, periods
    /// of a timestamp.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="column">A value per scored row, in their order.</param>
    /// <param name="options">How many segments and which metrics.</param>
    /// <exception cref="FraudMlException">Thrown when the column has another number of rows.</exception>
    public static SegmentTable Of(ScoredRows rows, DataColumn column, SegmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(column);
        options ??= new();
        options.Validate();
        if (column.RowCount != rows.Count)
        {
            throw new FraudMlException(FormattableString.Invariant(
                $"Segments need the rows that were evaluated: '{column.Name}' has {column.RowCount} of them, and {rows.Count} were scored."))
            { ColumnName = column.Name };
        }

        return column switch
        {
            TextColumn texts => Of(rows, column.Name, ColumnSegments.Of(texts, options.SegmentCount), options),
            NumberColumn numbers => Of(rows, column.Name, ColumnSegments.Of(numbers, options), options),
            TimestampColumn times => OverTime(rows, times.Values, options) ?? new(column.Name, []),
            _ => throw new FraudMlException($"'{column.Name}' is no column of numbers, texts or times.") { ColumnName = column.Name },
        };
    }

    /// <summary>Returns the periods in which the rows lie, without those that have none; null when their times are unknown.</summary>
    /// <param name="rows">The scored rows.</param>
    /// <param name="options">The length of a period and which metrics.</param>
    public static SegmentTable? OverTime(ScoredRows rows, SegmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new();
        options.Validate();
        return rows.Options.Timestamps is { } times ? OverTime(rows, times, options) : null;
    }

    private static SegmentTable? OverTime(ScoredRows rows, ReadOnlySpan<long> times, SegmentOptions options) =>
        TimeSegments.Of(times, options.Period) is { } periods
            ? Of(rows, periods.Name, periods.Segments, options) : null;

    private static SegmentTable Of(ScoredRows rows, string name, IEnumerable<(string Name, long? Start, int[] Rows)> segments,
        SegmentOptions options) => new(name, [.. segments.Where(segment => segment.Rows.Length > 0)
            .Select(segment => EvaluatedSegment.Of(segment.Name, segment.Start, rows.Subset(segment.Rows), options))]);

    /// <summary>Returns the segments, one a line.</summary>
    public override string ToString() => string.Join('\n', [Name, .. Segments.Select(segment => $"  {segment}")]);
}
