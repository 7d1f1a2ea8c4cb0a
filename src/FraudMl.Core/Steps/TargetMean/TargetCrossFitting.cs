namespace FraudMl;

/// <summary>Encodings of training rows that their own labels have no part in.</summary>
internal static class TargetCrossFitting
{
    /// <summary>Returns the means of some rows.</summary>
    public static TargetMeans Means(int[] categories, int categoryCount, ReadOnlySpan<double> targets, int[]? rows = null)
    {
        var means = new TargetMeans(categoryCount);
        if (rows is null)
        {
            for (int row = 0; row < categories.Length; row++) means.Add(categories[row], targets[row]);
        }
        else
        {
            foreach (int row in rows) means.Add(categories[row], targets[row]);
        }

        return means;
    }

    /// <summary>Encodes the rows that each fold holds out; the others, such as the first of folds in time, get the overall mean.</summary>
    public static double[] OutOfFold(int[] categories, int categoryCount, ReadOnlySpan<double> targets, IReadOnlyList<Fold> folds,
        double? smoothing, double prior)
    {
        double[] encoded = new double[categories.Length];
        Array.Fill(encoded, prior);
        foreach (Fold fold in folds)
        {
            TargetMeans means = Means(categories, categoryCount, targets, fold.TrainingRows);
            foreach (int row in fold.ValidationRows) encoded[row] = means.Of(categories[row], smoothing);
        }

        return encoded;
    }

    /// <summary>
    /// Encodes each row by the rows before it, in time and, at equal times, in the data, whose labels were known: time + delay ≤ its time.
    /// The prior is the same for all rows, so it tells none from another.
    /// </summary>
    public static double[] Ordered(
        int[] categories, int categoryCount, ReadOnlySpan<double> targets, ReadOnlySpan<long> times, long delay, double? smoothing,
        double prior, double variance)
    {
        int[] order = TimeOrder.Of(times);
        var means = new TargetMeans(categoryCount);
        double[] encoded = new double[categories.Length];
        int known = 0;
        for (int place = 0; place < order.Length; place++)
        {
            int row = order[place];
            for (; known < place && times[order[known]] <= times[row] - delay; known++)
                means.Add(categories[order[known]], targets[order[known]]);
            encoded[row] = means.Of(categories[row], smoothing, prior, variance);
        }

        return encoded;
    }
}
