namespace FraudMl;

/// <summary>The winner was fitted on all training rows and, where there is test data, evaluated on it.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The winning trial.</param>
/// <param name="Model">The fitted model.</param>
/// <param name="Evaluation">Its evaluation on the test data; null without any.</param>
public sealed record WinnerFitted(string Experiment, DateTimeOffset At, TrialInfo Trial, FraudModel Model, Evaluation? Evaluation)
    : TrialEvent(Experiment, At, Trial);
