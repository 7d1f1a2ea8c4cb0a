namespace FraudMl;

/// <summary>What a split leads to.</summary>
internal enum ChildKind
{
    /// <summary>A split with a spot of its own.</summary>
    Split,

    /// <summary>A split into two leaves, which is explained along with the split above it.</summary>
    Fork,

    /// <summary>A leaf.</summary>
    Leaf,
}
