namespace FraudMl;

/// <summary>Options of cluster centroids.</summary>
public sealed record ClusterCentroidsOptions : OversamplingOptions
{
    /// <value>Whether the real row nearest to each centre is kept instead of the centre itself. Default false.</value>
    public bool KeepsRealRows { get; init; }
}
