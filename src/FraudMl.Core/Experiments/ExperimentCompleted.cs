namespace FraudMl;

/// <summary>The experiment finished.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Best">The winning trial.</param>
/// <param name="Trials">Every finished trial with its cross-validation.</param>
public sealed record ExperimentCompleted(
    string Experiment, DateTimeOffset At, TrialInfo Best, IReadOnlyList<TrialCompleted> Trials)
    : ExperimentEvent(Experiment, At);
