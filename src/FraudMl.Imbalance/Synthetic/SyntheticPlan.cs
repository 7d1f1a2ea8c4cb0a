namespace FraudMl;

/// <summary>The rows a method makes up: where each comes from and, where it lies on no line between two rows, how it is filled.</summary>
internal sealed record SyntheticPlan(RowOrigin[] Origins)
{
    /// <value>Writes a made-up row; null interpolates between parent and neighbour.</value>
    public RowFill? Fill { get; init; }
}
