namespace FraudMl;

/// <summary>A trial finished.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Report">Its cross-validation.</param>
public sealed record TrialCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, CrossValidationReport Report)
    : TrialEvent(Experiment, At, Trial);
