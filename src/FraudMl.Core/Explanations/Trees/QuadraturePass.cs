using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Eight nodes of a quadrature over [0, 1], one to a lane.</summary>
internal sealed class QuadraturePass
{
    private const int LaneCount = 8;

    private QuadraturePass(ReadOnlySpan<double> nodes, ReadOnlySpan<double> weights) => (Nodes, Weights) = (Vector512.Create(nodes), Vector512.Create(weights));

    public Vector512<double> Nodes { get; }

    public Vector512<double> Weights { get; }

    /// <summary>Returns the passes that integrate the products of so many features exactly: one for up to 16 features, and so on.</summary>
    public static QuadraturePass[] For(int featureCount)
    {
        int passCount = Math.Max(1, (featureCount + 2 * LaneCount - 1) / (2 * LaneCount));
        (double[] nodes, double[] weights) = GaussLegendre.Of(LaneCount * passCount);
        return [.. Enumerable.Range(0, passCount).Select(pass =>
            new QuadraturePass(nodes.AsSpan(LaneCount * pass, LaneCount), weights.AsSpan(LaneCount * pass, LaneCount)))];
    }
}
