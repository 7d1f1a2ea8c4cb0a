namespace FraudMl.Tests;

/// <summary>Options of a learner that can be made to stall.</summary>
internal sealed record StallingOptions : ValidatedOptions
{
    public Stall Stall { get; init; }
}
