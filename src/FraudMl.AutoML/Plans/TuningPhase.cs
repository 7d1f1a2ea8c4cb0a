namespace FraudMl;

/// <summary>One search on the winner so far.</summary>
internal sealed record TuningPhase(Metric Metric, ISearchAlgorithm Search, Budget Budget, ParameterSpace? Space, IPruner? Pruner,
    Fidelity? Fidelity = null)
{
    /// <summary>Returns a value of the metric turned so that higher is better.</summary>
    public double Score(double value) => Metric.HigherIsBetter ? value : -value;

    /// <summary>Returns what the phase varies of a pipeline: the given space without what the pipeline does not have, or the ranges that
    /// its own parts state.</summary>
    public ParameterSpace SpaceFor(FraudPipeline pipeline) => (Space ?? ParameterSpace.Of(pipeline)).For(pipeline);

    /// <summary>Returns what the phase varies of a pipeline on data of some size.</summary>
    public ParameterSpace SpaceFor(FraudPipeline pipeline, DataSizes sizes) => sizes.Cap(SpaceFor(pipeline));
}
