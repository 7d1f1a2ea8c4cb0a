namespace FraudMl;

/// <summary>A trial to run, or why it can't be.</summary>
internal sealed record Proposal(TrialInfo Trial, string? Problem = null);
