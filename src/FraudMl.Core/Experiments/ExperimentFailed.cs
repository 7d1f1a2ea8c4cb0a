namespace FraudMl;

/// <summary>The experiment failed; everything observed before stands.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExperimentFailed(string Experiment, DateTimeOffset At, string Reason) : ExperimentEvent(Experiment, At);
