namespace FraudMl;

internal static class PipelineScores
{
    /// <summary>Joins labels, weights, probabilities, flags and costs of a dataset's rows.</summary>
    public static ScoredRows Of(Dataset data, double[] probabilities, bool[]? flags, CostTable? costs, string? blockColumn = null) => new(
        data.Labels.ToArray(),
        probabilities,
        new ScoredRowsOptions
        {
            Weights = RowWeights.Of(data.Weights),
            Decisions = flags,
            Costs = costs,
            Days = data.HasTimestamps ? CardDays.DaysOf(data.Timestamps) : null,
            Blocks = blockColumn is null ? null : CardDays.BlocksOf(data, blockColumn),
        });
}
