namespace FraudMl;

/// <summary>Joins probabilities of a fold's validated rows with all that metrics look at.</summary>
internal sealed class FoldScores(FraudPipeline pipeline, Dataset validation)
{
    private readonly CostTable? _costs = pipeline.Decision?.CostsOf(validation);

    /// <summary>Returns the rows flagged at 0.5, and those flagged where that pays; the latter null without costs.</summary>
    public (ScoredRows Rows, ScoredRows? Paying) Of(double[] scored) => (
        PipelineScores.Of(validation, scored, null, _costs),
        _costs is null ? null : PipelineScores.Of(validation, scored, CostRule.FlagsOf(scored, _costs), _costs));

    /// <summary>Returns a metric's value of probabilities; NaN where it is undefined.</summary>
    public double Of(Metric metric, double[] scored)
    {
        (ScoredRows rows, ScoredRows? paying) = Of(scored);
        return FoldMetrics.Of(metric, rows, paying).Value;
    }
}
