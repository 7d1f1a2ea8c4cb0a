namespace FraudMl;

/// <summary>What a trial needs to run.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Data">The training data.</param>
/// <param name="Folds">The fold scheme.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="ThreadCount">The threads one trial may use.</param>
public sealed record TrialWork(TrialInfo Trial, Dataset Data, IFolds Folds, int Seed, int ThreadCount);
