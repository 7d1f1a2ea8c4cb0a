namespace FraudMl;

public sealed partial class Dataset
{
    /// <summary>Splits by time: the last share of the events is the test set; rows with the same time stay in the order of the data.</summary>
    /// <param name="testShare">The test set's share of the rows, in (0, 1).</param>
    /// <exception cref="FraudMlException">Thrown when the share is out of range or a side would be empty.</exception>
    public (Dataset Train, Dataset Test) SplitByTime(double testShare)
    {
        if (!(testShare > 0 && testShare < 1))
            throw new FraudMlException(FormattableString.Invariant($"testShare must be in (0, 1). Got {testShare} instead."));
        int[] order = OrderByTime();
        int testCount = (int)Math.Ceiling(testShare * RowCount);
        if (testCount == 0 || testCount == RowCount)
            throw new FraudMlException(FormattableString.Invariant($"A split of {RowCount} rows with a test share of {testShare} leaves one side empty."));
        return (Take(order.AsSpan(0, RowCount - testCount)), Take(order.AsSpan(RowCount - testCount)));
    }

    /// <summary>Returns the rows by time; rows with the same time stay in the order of the data.</summary>
    internal int[] OrderByTime()
    {
        int[] order = new int[RowCount];
        for (int row = 0; row < order.Length; row++) order[row] = row;
        if (IsByTime()) return order;
        long[] times = Timestamps.ToArray();
        Array.Sort(times, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && times[end] == times[start];) end++;
            order.AsSpan(start..end).Sort();
        }

        return order;
    }

    private bool IsByTime()
    {
        ReadOnlySpan<long> times = Timestamps;
        for (int row = 1; row < times.Length; row++)
        {
            if (times[row] < times[row - 1]) return false;
        }

        return true;
    }
}
