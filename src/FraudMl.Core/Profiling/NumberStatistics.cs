namespace FraudMl;

internal static class NumberStatistics
{
    /// <summary>Returns moments and quantiles of the values that are there; null when none is.</summary>
    /// <param name="values">The values, NaN is missing.</param>
    /// <param name="labels">The labels; empty for none.</param>
    /// <param name="missing">The number of missing values.</param>
    /// <param name="distinct">The number of distinct values.</param>
    public static NumberProfile? Of(ReadOnlySpan<float> values, ReadOnlySpan<bool> labels, out int missing, out int distinct)
    {
        (float[] sorted, float[] frauds) = (Present(values, []), labels.IsEmpty ? [] : Present(values, labels));
        missing = values.Length - sorted.Length;
        Array.Sort(sorted);
        distinct = Distinct<float>(sorted);
        if (sorted.Length == 0) return null;
        double mean = Mean(sorted);
        double deviation = Deviation(sorted, mean);
        bool bothClasses = frauds.Length > 0 && frauds.Length < sorted.Length;
        return new()
        {
            Mean = mean,
            StandardDeviation = deviation,
            Minimum = sorted[0],
            LowerQuartile = Quantiles.Linear(0.25, sorted.Length, i => sorted[i]),
            Median = Quantiles.Linear(0.5, sorted.Length, i => sorted[i]),
            UpperQuartile = Quantiles.Linear(0.75, sorted.Length, i => sorted[i]),
            Maximum = sorted[^1],
            LabelCorrelation = bothClasses && distinct > 1 ? Correlation(mean, deviation, Mean(frauds), (double)frauds.Length / sorted.Length) : null,
            RocAuc = bothClasses ? RocAuc(sorted, frauds) : null,
        };
    }

    /// <summary>Returns the number of distinct values of a sorted list.</summary>
    public static int Distinct<T>(ReadOnlySpan<T> sorted)
        where T : IEquatable<T>
    {
        int distinct = sorted.IsEmpty ? 0 : 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (!sorted[i].Equals(sorted[i - 1])) distinct++;
        }

        return distinct;
    }

    private static float[] Present(ReadOnlySpan<float> values, ReadOnlySpan<bool> where)
    {
        var present = new List<float>(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsNaN(values[i]) && (where.IsEmpty || where[i])) present.Add(values[i]);
        }

        return [.. present];
    }

    private static double Mean(float[] values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return sum / values.Length;
    }

    private static double Deviation(float[] values, double mean)
    {
        double squares = 0;
        foreach (float value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }

    // Pearson's r with a label of 0 and 1, where p is the share of frauds: (mean of frauds − mean) / sd · √(p / (1 − p)).
    private static double Correlation(double mean, double deviation, double fraudMean, double fraudShare) =>
        (fraudMean - mean) / deviation * Math.Sqrt(fraudShare / (1 - fraudShare));

    // Mann and Whitney: the frauds' mean ranks, ties counting half, tell how often a fraud has the larger value.
    private static double RocAuc(float[] sorted, float[] frauds)
    {
        double rankSum = 0;
        foreach (float value in frauds) rankSum += (Below(sorted, value, false) + Below(sorted, value, true) + 1) / 2.0;
        double count = frauds.Length;
        return (rankSum - (count * (count + 1) / 2)) / (count * (sorted.Length - count));
    }

    private static int Below(float[] sorted, float value, bool orEqual)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
