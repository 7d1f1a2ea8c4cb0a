namespace FraudMl;

/// <summary>Gauss-Legendre quadrature: n nodes and weights that integrate polynomials of degree 2n − 1 over [0, 1] exactly.</summary>
internal static class GaussLegendre
{
    public static (double[] Nodes, double[] Weights) Of(int count)
    {
        double[] nodes = new double[count], weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Newton's method on the Legendre polynomial, from Tricomi's estimate of its root.
            double x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5)), slope = 0;
            for (int step = 0; step < 100; step++)
            {
                double value = 1, before = 0;
                for (int degree = 1; degree <= count; degree++)
                    (value, before) = (((2 * degree - 1) * x * value - (degree - 1) * before) / degree, value);
                slope = count * (x * value - before) / (x * x - 1);
                double move = value / slope;
                x -= move;
                if (Math.Abs(move) < 1e-16) break;
            }
            nodes[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return (nodes, weights);
    }
}
