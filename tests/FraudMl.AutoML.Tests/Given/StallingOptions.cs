namespace FraudMl.Tests;

/// <summary>Options of a learner that can be made to stall.</summary>
internal sealed record StallingOptions : StepOptions
{
    public Stall Stall { get; init; }
}
