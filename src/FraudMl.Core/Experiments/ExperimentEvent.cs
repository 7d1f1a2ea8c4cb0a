namespace FraudMl;

/// <summary>Something that happened in an experiment.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
public abstract record ExperimentEvent(string Experiment, DateTimeOffset At);
