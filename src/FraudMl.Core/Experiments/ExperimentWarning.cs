namespace FraudMl;

/// <summary>Something went wrong beside the experiment, which goes on: an observer or a renderer that threw, a tuning phase with nothing to tune.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Message">What, and what it costs.</param>
public sealed record ExperimentWarning(string Experiment, DateTimeOffset At, string Message) : ExperimentEvent(Experiment, At);
