namespace FraudMl;

/// <summary>One search on the winner so far.</summary>
internal sealed record TuningPhase(Metric Metric, ISearchAlgorithm Search, Budget Budget, ParameterSpace? Space);
