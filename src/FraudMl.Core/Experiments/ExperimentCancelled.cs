namespace FraudMl;

/// <summary>The experiment was cancelled; everything observed before stands.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
public sealed record ExperimentCancelled(string Experiment, DateTimeOffset At) : ExperimentEvent(Experiment, At);
