using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Four nodes of a quadrature over [0, 1], one to a lane.</summary>
internal sealed class QuadraturePass
{
    private QuadraturePass(double[] nodes, double[] weights)
    {
        T = Vector256.Create(nodes);
        U = Vector256<double>.One - T;
        InverseU = Vector256<double>.One / U;
        Weight = Vector256.Create(weights);
    }

    public Vector256<double> T { get; }

    /// <summary>1 − t.</summary>
    public Vector256<double> U { get; }

    public Vector256<double> InverseU { get; }

    public Vector256<double> Weight { get; }

    /// <summary>Returns the passes that integrate the products of so many features exactly: 4 nodes for up to 8 features, and so on.</summary>
    public static QuadraturePass[] For(int featureCount)
    {
        int passCount = Math.Max(1, (featureCount + 7) / 8);
        (double[] nodes, double[] weights) = GaussLegendre.Of(4 * passCount);
        return [.. Enumerable.Range(0, passCount).Select(pass => new QuadraturePass(nodes[(4 * pass)..(4 * pass + 4)], weights[(4 * pass)..(4 * pass + 4)]))];
    }
}
