namespace FraudMl;

/// <summary>When a row's neighbours count as being of its class.</summary>
public enum NeighborVote
{
    /// <summary>All of them must be.</summary>
    All,

    /// <summary>Most of them must be; with as many of each, they count as legitimate.</summary>
    Majority,
}
