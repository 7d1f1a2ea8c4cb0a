namespace FraudMl;

/// <summary>Mutual information with a class, in nats.</summary>
internal static class MutualInformation
{
    private const int NudgeSeed = 1;
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>Returns the information of counts: Σ p(x, c) ln( p(x, c) / (p(x) p(c)) ).</summary>
    public static double Discrete(ReadOnlySpan<double> values, ReadOnlySpan<int> classes)
    {
        double[] sorted = values.ToArray();
        int[] labels = classes.ToArray();
        Array.Sort(sorted, labels);
        var totals = labels.CountBy(label => label).ToDictionary(pair => pair.Key, pair => pair.Value);
        double information = 0, n = sorted.Length;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];) end++;
            foreach ((int label, int count) in labels[start..end].CountBy(label => label).OrderBy(pair => pair.Key))
                information += count / n * Math.Log(count * n / ((double)(end - start) * totals[label]));
        }

        return Math.Max(0, information);
    }

    /// <summary>
    /// Returns the estimate of Ross (2014): ψ(n) + mean ψ(k) − mean ψ(rows of the class) − mean ψ(rows strictly
    /// nearer than the k-th neighbour of the same class, itself included). Classes of one row are left out; equal values are told apart by
    /// a seeded nudge, as in scikit-learn.
    /// </summary>
    public static double Continuous(ReadOnlySpan<double> values, ReadOnlySpan<int> classes, int neighborCount)
    {
        double[][] groups = Groups(Nudged(values), classes);
        double[] all = [.. groups.SelectMany(group => group)];
        if (all.Length == 0) return 0;
        Array.Sort(all);
        double[] digamma = Digamma(all.Length);
        double sum = 0;
        foreach (double[] group in groups)
        {
            int neighbors = Math.Min(neighborCount, group.Length - 1);
            for (int i = 0; i < group.Length; i++)
                sum += digamma[neighbors] - digamma[group.Length] - digamma[Nearer(all, group[i], Distance(group, i, neighbors))];
        }

        return Math.Max(0, digamma[all.Length] + (sum / all.Length));
    }

    // The neighbours of many equal values would all be at distance 0, whatever their class.
    private static double[] Nudged(ReadOnlySpan<double> values)
    {
        var random = new Random(NudgeSeed);
        double deviation = Math.Sqrt(VarianceRule.Score(values, threshold: 1)), size = 0;
        foreach (double value in values) size += Math.Abs(value) / values.Length;
        double nudge = 1e-10 * Math.Max(deviation, size);
        double[] nudged = values.ToArray();
        for (int row = 0; row < nudged.Length; row++) nudged[row] += nudge * random.NextDouble();
        return nudged;
    }

    private static double[][] Groups(ReadOnlySpan<double> values, ReadOnlySpan<int> classes)
    {
        var groups = new SortedDictionary<int, List<double>>();
        for (int row = 0; row < values.Length; row++)
        {
            if (!groups.TryGetValue(classes[row], out List<double>? group)) groups[classes[row]] = group = [];
            group.Add(values[row]);
        }

        double[][] sorted = [.. groups.Values.Where(group => group.Count > 1).Select(group => group.ToArray())];
        foreach (double[] group in sorted) Array.Sort(group);
        return sorted;
    }

    // ψ(1) = −γ and ψ(i + 1) = ψ(i) + 1 / i; the first place is not used.
    private static double[] Digamma(int count)
    {
        double[] values = new double[count + 2];
        values[1] = -EulerGamma;
        for (int i = 1; i <= count; i++) values[i + 1] = values[i] + (1.0 / i);
        return values;
    }

    /// <summary>The distance from a value to its k-th nearest neighbour in ascending values.</summary>
    private static double Distance(double[] sorted, int place, int neighbors)
    {
        (int left, int right) = (place, place);
        double distance = 0;
        for (int found = 0; found < neighbors; found++)
        {
            double below = left > 0 ? sorted[place] - sorted[left - 1] : double.PositiveInfinity;
            double above = right < sorted.Length - 1 ? sorted[right + 1] - sorted[place] : double.PositiveInfinity;
            distance = Math.Min(below, above);
            if (below <= above) left--;
            else right++;
        }

        return distance;
    }

    private static int Nearer(double[] sorted, double value, double distance)
    {
        double reach = Math.Max(0, Math.BitDecrement(distance));
        return Place(sorted, other => other - value > reach) - Place(sorted, other => value - other <= reach);
    }

    /// <summary>The first place from which on a condition holds.</summary>
    private static int Place(double[] sorted, Predicate<double> holds)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (holds(sorted[middle])) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
