namespace FraudMl;

/// <summary>A trial began.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialStarted(string Experiment, DateTimeOffset At, TrialInfo Trial) : TrialEvent(Experiment, At, Trial);
