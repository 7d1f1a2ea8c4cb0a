namespace FraudMl;

/// <summary>Options of class weights.</summary>
public sealed record ClassWeightsOptions : ValidatedOptions
{
    /// <value>What a fraud weighs when a legitimate row weighs 1, above 0. Default null: balanced, each class
    /// weighs n / (2 · its rows).</value>
    [Rule(Above = 0), Tune(1, 1000, Scale.Log)]
    public double? PositiveWeight { get; init; }
}
