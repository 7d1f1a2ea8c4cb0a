namespace FraudMl;

/// <summary>A trial finished a fold.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Result">The fold's result.</param>
public sealed record FoldCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, FoldResult Result)
    : TrialEvent(Experiment, At, Trial);
