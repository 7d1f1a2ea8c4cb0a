namespace FraudMl;

/// <summary>Adds, with replacement, the member that raises the metric of the mean margin most; the best mean on the way wins
/// (Caruana et al., ICML 2004).</summary>
internal static class GreedySelection
{
    /// <summary>Returns how often each member was added.</summary>
    /// <param name="margins">Each member's margins of rows it has not seen.</param>
    /// <param name="roundCount">How many times a member is added.</param>
    /// <param name="metric">What is raised, or lowered where less is better.</param>
    /// <param name="score">Its value for the mean margins of the rows.</param>
    /// <param name="cancellationToken">Stops it between two rounds.</param>
    public static int[] Of(
        double[][] margins, int roundCount, Metric metric, Func<double[], double> score, CancellationToken cancellationToken)
    {
        double[] sum = new double[margins[0].Length];
        int[] counts = new int[margins.Length], best = counts;
        double bestScore = double.NaN;
        for (int round = 1; round <= roundCount; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] scores = [.. margins.Select(member => score(Mean(sum, member, round)))];
            int added = 0;
            for (int member = 1; member < scores.Length; member++)
            {
                if (metric.IsBetter(scores[member], scores[added])) added = member;
            }

            for (int row = 0; row < sum.Length; row++) sum[row] += margins[added][row];
            counts[added]++;
            if (round == 1 || metric.IsBetter(scores[added], bestScore)) (bestScore, best) = (scores[added], [.. counts]);
        }

        return best;
    }

    private static double[] Mean(double[] sum, double[] added, int count)
    {
        var mean = new double[sum.Length];
        for (int row = 0; row < mean.Length; row++) mean[row] = (sum[row] + added[row]) / count;
        return mean;
    }
}
