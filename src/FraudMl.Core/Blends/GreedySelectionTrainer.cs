namespace FraudMl;

/// <summary>Adds, with replacement, the member that raises the metric of the mean margin most; the best mean on the way wins
/// (Caruana et al. 2004).</summary>
[DefinedAs("Trainers.GreedySelection")]
internal sealed class GreedySelectionTrainer(IReadOnlyList<ITrainer> members, GreedySelectionOptions options)
    : BlendTrainer(members, options)
{
    public override string Name => $"Greedy selection of {MemberNames}";

    protected override ITrainer Of(IReadOnlyList<ITrainer> members, ValidatedOptions options) =>
        new GreedySelectionTrainer(members, options.As<GreedySelectionOptions>(Name));

    protected override BlendedModel Blend(IReadOnlyList<ScoringModel> models, TrainingData data, TrainingContext context)
    {
        int[] counts = Select(OutOfFold(data, options.FoldCount, context), data, context.CancellationToken);
        int[] chosen = [.. Enumerable.Range(0, counts.Length).Where(member => counts[member] > 0)];
        return BlendedModel.Average([.. chosen.Select(member => models[member])], [.. chosen.Select(member => (double)counts[member])]);
    }

    /// <summary>Returns how often each member was added.</summary>
    internal int[] Select(double[][] margins, TrainingData data, CancellationToken cancellationToken)
    {
        bool[] labels = data.Labels.ToArray();
        double[]? weights = RowWeights.Of(data.Weights);
        double[] sum = new double[labels.Length];
        int[] counts = new int[margins.Length], best = counts;
        double bestScore = double.NaN;
        for (int round = 1; round <= options.RoundCount; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] scores = [.. margins.Select(member => options.Metric.Compute(Rows(Mean(sum, member, round))))];
            int added = 0;
            for (int member = 1; member < scores.Length; member++)
            {
                if (options.Metric.IsBetter(scores[member], scores[added])) added = member;
            }

            for (int row = 0; row < sum.Length; row++) sum[row] += margins[added][row];
            counts[added]++;
            if (round == 1 || options.Metric.IsBetter(scores[added], bestScore)) (bestScore, best) = (scores[added], [.. counts]);
        }

        return best;

        ScoredRows Rows(double[] mean) =>
            new(labels, Array.ConvertAll(mean, LogOdds.ToProbability), new ScoredRowsOptions { Weights = weights });
    }

    private static double[] Mean(double[] sum, double[] added, int count)
    {
        var mean = new double[sum.Length];
        for (int row = 0; row < mean.Length; row++) mean[row] = (sum[row] + added[row]) / count;
        return mean;
    }
}
