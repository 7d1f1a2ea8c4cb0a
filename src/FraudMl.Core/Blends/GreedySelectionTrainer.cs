namespace FraudMl;

/// <summary>The mean of the members, some of them several times, that greedy selection finds on out-of-fold scores.</summary>
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
        return GreedySelection.Of(margins, options.RoundCount, options.Metric, mean => options.Metric.Compute(
            new(labels, Array.ConvertAll(mean, LogOdds.ToProbability), new ScoredRowsOptions { Weights = weights })), cancellationToken);
    }
}
