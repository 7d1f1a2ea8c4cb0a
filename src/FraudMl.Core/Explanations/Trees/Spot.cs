using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>What is kept of a split between the way up and the way down.</summary>
internal struct Spot
{
    /// <summary>The sum over its leaves on the way up, the product of the gates above on the way down.</summary>
    public Vector512<double> Flow;

    /// <summary>The first child's factor; the second one's is 1 less that.</summary>
    public Vector512<double> Gate;

    /// <summary>What it gives its feature for a product of 1.</summary>
    public Vector512<double> Gift;
}
