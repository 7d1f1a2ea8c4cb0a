namespace FraudMl;

/// <summary>One search on the winner so far.</summary>
internal sealed record TuningPhase(Metric Metric, ISearchAlgorithm Search, Budget Budget, ParameterSpace? Space, IPruner? Pruner)
{
    /// <summary>Returns a value of the metric turned so that higher is better.</summary>
    public double Score(double value) => Metric.HigherIsBetter ? value : -value;
}
