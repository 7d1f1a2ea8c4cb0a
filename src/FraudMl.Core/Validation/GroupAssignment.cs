namespace FraudMl;

/// <summary>Gives each entity a fold, the largest first, as scikit-learn's GroupKFold and StratifiedGroupKFold do.</summary>
internal static class GroupAssignment
{
    /// <summary>Each entity goes to the fold with the fewest rows.</summary>
    public static int[] BySize(int[] frauds, int[] legits, int foldCount)
    {
        int[] foldOf = new int[frauds.Length];
        long[] sizes = new long[foldCount];
        foreach (int entity in Order(entity => frauds[entity] + legits[entity], frauds.Length))
        {
            int fold = Array.IndexOf(sizes, sizes.Min());
            foldOf[entity] = fold;
            sizes[fold] += frauds[entity] + legits[entity];
        }

        return foldOf;
    }

    /// <summary>Each entity goes where the classes' shares of the folds then differ least; where that ties, to the smaller fold.</summary>
    public static int[] ByClass(int[] frauds, int[] legits, int foldCount)
    {
        int[] foldOf = new int[frauds.Length];
        (double fraudTotal, double legitTotal) = (frauds.Sum(n => (double)n), legits.Sum(n => (double)n));
        double[] fraudShares = new double[foldCount], legitShares = new double[foldCount];
        long[] sizes = new long[foldCount];
        foreach (int entity in Order(entity => Math.Abs(frauds[entity] - legits[entity]), frauds.Length))
        {
            (double fraudShare, double legitShare) = (frauds[entity] / fraudTotal, legits[entity] / legitTotal);
            int best = 0;
            double least = double.PositiveInfinity;
            for (int fold = 0; fold < foldCount; fold++)
            {
                double spread = Spread(fraudShares, fold, fraudShare) + Spread(legitShares, fold, legitShare);
                bool ties = Math.Abs(spread - least) <= 1e-8 + (1e-5 * least);
                if (!(spread < least) && !(ties && sizes[fold] < sizes[best])) continue;
                (best, least) = (fold, spread);
            }

            foldOf[entity] = best;
            fraudShares[best] += fraudShare;
            legitShares[best] += legitShare;
            sizes[best] += frauds[entity] + legits[entity];
        }

        return foldOf;
    }

    private static IOrderedEnumerable<int> Order(Func<int, int> size, int entityCount) =>
        Enumerable.Range(0, entityCount).OrderByDescending(size);

    // The standard deviation of a class's shares if one fold had some more of it.
    private static double Spread(double[] shares, int fold, double more)
    {
        double sum = more, squares = 0;
        foreach (double share in shares) sum += share;
        double mean = sum / shares.Length;
        for (int i = 0; i < shares.Length; i++)
        {
            double deviation = shares[i] + (i == fold ? more : 0) - mean;
            squares += deviation * deviation;
        }

        return Math.Sqrt(squares / shares.Length) / 2;
    }
}
