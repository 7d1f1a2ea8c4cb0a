namespace FraudMl;

/// <summary>Which rows of the larger class NearMiss keeps (Mani and Zhang, ICML workshop 2003).</summary>
public enum NearMissVersion
{
    /// <summary>Those whose distances to their nearest rows of the smaller class sum to the least.</summary>
    Nearest = 1,

    /// <summary>Those whose distances to their farthest rows of the smaller class sum to the least.</summary>
    Farthest = 2,

    /// <summary>Of the rows that are nearest to a row of the smaller class, those whose distances to their nearest
    /// ones sum to the most.</summary>
    Proposed = 3,
}
