namespace FraudMl;

/// <summary>A trial to run, or why it can't be.</summary>
internal sealed record Proposal(TrialInfo Trial, string? Problem = null)
{
    /// <value>Who looks at its values; null where nobody does.</value>
    public TrialValues? Values { get; init; }
}
