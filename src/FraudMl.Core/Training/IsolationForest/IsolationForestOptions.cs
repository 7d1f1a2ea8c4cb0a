namespace FraudMl;

/// <summary>Options of the isolation forest as a learner.</summary>
public sealed record IsolationForestOptions : IsolationOptions;
