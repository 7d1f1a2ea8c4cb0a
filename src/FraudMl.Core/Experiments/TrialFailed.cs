namespace FraudMl;

/// <summary>A trial failed, or was skipped because its native library is missing; the experiment goes on.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TrialFailed(string Experiment, DateTimeOffset At, TrialInfo Trial, string Reason)
    : TrialEvent(Experiment, At, Trial);
