namespace FraudMl;

/// <summary>Options of cost-frugal optimization.</summary>
public sealed record CostFrugalSearchOptions : ValidatedOptions
{
    /// <value>The first step as a share of each range; over n numbers, √n times as long in all, in (0, 1]. Default 0.1.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double StepSize { get; init; } = 0.1;

    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
