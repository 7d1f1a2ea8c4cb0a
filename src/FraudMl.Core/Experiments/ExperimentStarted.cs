namespace FraudMl;

/// <summary>The experiment began.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Data">The training data.</param>
/// <param name="Test">The held-out data of the final evaluation, if there is any.</param>
/// <param name="Folds">The fold scheme's name.</param>
/// <param name="FoldCount">The number of folds.</param>
/// <param name="Metric">The metric that decides.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="PlannedTrialCount">How many trials are planned at the most; null when only time limits them.</param>
public sealed record ExperimentStarted(
    string Experiment, DateTimeOffset At, Dataset Data, Dataset? Test, string Folds, int FoldCount, Metric Metric, int Seed, int? PlannedTrialCount)
    : ExperimentEvent(Experiment, At);
