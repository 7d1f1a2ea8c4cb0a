namespace FraudMl;

/// <summary>How much each neighbour counts.</summary>
public enum NeighborWeighting
{
    /// <summary>All the same.</summary>
    Uniform,

    /// <summary>By 1 / distance; neighbours at distance 0 alone where there are any.</summary>
    Distance,
}
