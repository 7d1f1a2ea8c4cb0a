namespace FraudMl;

/// <summary>Something that happened in one trial.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
public abstract record TrialEvent(string Experiment, DateTimeOffset At, TrialInfo Trial) : ExperimentEvent(Experiment, At);
