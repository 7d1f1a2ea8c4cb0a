namespace FraudMl;

/// <summary>Scores from the sums of a column by class.</summary>
internal static class ClassScores
{
    /// <summary>Returns the F of a one-way analysis of variance; NaN for a constant.</summary>
    public static double AnovaF(ReadOnlySpan<double> values, ReadOnlySpan<int> classes)
    {
        (double[] sums, int[] counts) = Sums(values, classes);
        double mean = sums.Sum() / values.Length, between = 0, within = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            if (counts[i] > 0) between += counts[i] * Math.Pow((sums[i] / counts[i]) - mean, 2);
        }

        for (int row = 0; row < values.Length; row++) within += Math.Pow(values[row] - (sums[classes[row]] / counts[classes[row]]), 2);
        int groups = counts.Count(count => count > 0);
        return between / (groups - 1) / (within / (values.Length - groups));
    }

    /// <summary>Returns Σ (observed − expected)² / expected over classes, for sums of counts; NaN where all are 0.</summary>
    public static double ChiSquared(ReadOnlySpan<double> values, ReadOnlySpan<int> classes)
    {
        (double[] sums, int[] counts) = Sums(values, classes);
        double total = sums.Sum(), chi = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double expected = total * counts[i] / values.Length;
            if (counts[i] > 0) chi += (sums[i] - expected) * (sums[i] - expected) / expected;
        }

        return chi;
    }

    private static (double[] Sums, int[] Counts) Sums(ReadOnlySpan<double> values, ReadOnlySpan<int> classes)
    {
        int classCount = 1;
        foreach (int label in classes) classCount = Math.Max(classCount, label + 1);
        (double[] sums, int[] counts) = (new double[classCount], new int[classCount]);
        for (int row = 0; row < values.Length; row++)
        {
            sums[classes[row]] += values[row];
            counts[classes[row]]++;
        }

        return (sums, counts);
    }
}
