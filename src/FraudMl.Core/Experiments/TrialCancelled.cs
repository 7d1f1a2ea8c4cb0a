namespace FraudMl;

/// <summary>A trial was stopped before it finished: by the user, by the time budget or by a pruner.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TrialCancelled(string Experiment, DateTimeOffset At, TrialInfo Trial, string Reason)
    : TrialEvent(Experiment, At, Trial);
