namespace FraudMl.Tuning;

/// <summary>What a trial needs to run.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Data">The training data.</param>
/// <param name="Folds">The fold scheme: for the folds, for the inner folds and for rows held back, as for the winner later.</param>
/// <param name="Metrics">The metrics that each fold reports beside the usual ones.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="ThreadCount">The threads one trial may use.</param>
public sealed record TrialWork(TrialInfo Trial, Dataset Data, IFolds Folds, IReadOnlyList<Metric> Metrics, int Seed, int ThreadCount);
