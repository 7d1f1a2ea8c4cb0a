namespace FraudMl;

/// <summary>Options of balanced bagging.</summary>
public sealed record BalancedBaggingOptions : EnsembleOptions
{
    /// <value>Whether rows are drawn with replacement before they are balanced. Default true.</value>
    public bool Bootstrap { get; init; } = true;
}
