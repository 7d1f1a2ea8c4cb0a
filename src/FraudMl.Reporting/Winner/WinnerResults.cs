namespace FraudMl.Reporting;

/// <summary>What the page tells of the winner, computed once.</summary>
/// <param name="Test">Its evaluation on test data.</param>
/// <param name="Capacity">What flagging more and more of the highest scores brings.</param>
/// <param name="Periods">How good it is over time; null when the times are unknown.</param>
/// <param name="Segments">How good it is in the segments of each column.</param>
/// <param name="Explained">What it looks at.</param>
internal sealed record WinnerResults(
    Evaluation Test, CapacityTable Capacity, SegmentTable? Periods, IReadOnlyList<SegmentTable> Segments, ExplainedWinner Explained)
{
    private const int CapacityPointCount = 60;

    /// <summary>Returns the results; without data no segments, without a model nothing of what it looks at.</summary>
    public static WinnerResults Of(Evaluation test, Dataset? data, FraudModel? model, IReadOnlyList<string>? segmentColumns)
    {
        if (data is not null && data.RowCount != test.RowCount)
        {
            throw new FraudMlException(FormattableString.Invariant(
                $"TestData must be the rows that Test was evaluated on: it has {data.RowCount} rows, and {test.RowCount} were evaluated."));
        }

        return new(
            test,
            CapacityTable.Of(test.Rows, Shares(test.RowCount)),
            test.ByTime(),
            data is null ? [] : [.. SegmentColumns.Of(data, segmentColumns).Select(column => test.By(column))],
            ExplainedWinner.Of(model, data));
    }

    // From one row to all of them, in steps of equal length on a logarithmic axis.
    private static double[] Shares(int rowCount) => [.. Enumerable.Range(0, CapacityPointCount)
        .Select(i => Math.Min(1, Math.Pow(rowCount, (double)i / (CapacityPointCount - 1) - 1)))];
}
