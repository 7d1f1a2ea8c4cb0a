namespace FraudMl;

/// <summary>Keeps columns that vary; missing values do not count.</summary>
internal static class VarianceRule
{
    public static (double[] Scores, bool[] Kept) Choose(SelectionRows rows, SelectByVarianceOptions options)
    {
        double[] scores = [.. Enumerable.Range(0, rows.Columns.Count).Select(column => Score(rows.Values(column), options.Threshold))];
        return (scores, Array.ConvertAll(scores, score => score > options.Threshold));
    }

    /// <summary>Returns the population variance; with threshold 0 the range if it is smaller, since sums leave a
    /// remainder on a constant.</summary>
    public static double Score(ReadOnlySpan<double> values, double threshold)
    {
        (double sum, int count, double low, double high) = (0, 0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            count++;
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (count == 0) return double.NaN;
        (double mean, double squares) = (sum / count, 0);
        foreach (double value in values)
        {
            if (!double.IsNaN(value)) squares += (value - mean) * (value - mean);
        }

        return threshold == 0 ? Math.Min(squares / count, high - low) : squares / count;
    }
}
