namespace FraudMl;

/// <summary>A learner finished an iteration.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Iteration">The iteration.</param>
public sealed record IterationCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, int Fold, TrainingIteration Iteration)
    : TrialEvent(Experiment, At, Trial);
