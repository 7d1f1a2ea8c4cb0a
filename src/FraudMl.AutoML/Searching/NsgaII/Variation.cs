namespace FraudMl;

/// <summary>Children of two parents: simulated binary crossover (Deb and Agrawal 1995), then polynomial mutation (Deb 2001, with its
/// bounds).</summary>
internal sealed class Variation(EncodedSpace space, NsgaIISearchOptions options, Random random)
{
    /// <summary>Returns a child; what only one parent has is that one's, and what none has is drawn.</summary>
    public double[] Child(Individual mother, Individual father)
    {
        bool crosses = random.NextDouble() < options.CrossoverProbability, takesFirst = random.Next(2) == 0;
        double[] point = new double[space.Count];
        for (int d = 0; d < space.Count; d++)
        {
            EncodedDimension dimension = space.Dimensions[d];
            double a = mother.Point[d], b = father.Point[d];
            bool crossesHere = crosses && random.Next(2) == 0, mutates = random.NextDouble() * space.Count < 1;
            double from = random.NextDouble(), by = random.NextDouble();
            if (!space.IsActive(d, point))
            {
                point[d] = double.NaN;
                continue;
            }

            double at = double.IsNaN(a) ? double.IsNaN(b) ? dimension.Draw(from) : b
                : double.IsNaN(b) || !crossesHere ? a
                : dimension.IsChoice ? b
                : Crossed(a, b, from, takesFirst);
            if (mutates) at = dimension.IsChoice ? dimension.Draw(by) : Mutated(at, by);
            point[d] = dimension.Snap(at);
        }

        return point;
    }

    // One of the two children, spread around the parents within [0, 1].
    private double Crossed(double a, double b, double share, bool takesFirst)
    {
        if (Math.Abs(a - b) < 1e-14) return a;
        (double low, double high) = (Math.Min(a, b), Math.Max(a, b));
        double room = takesFirst ? low : 1 - high, power = options.CrossoverIndex + 1;
        double alpha = 2 - Math.Pow(1 + (2 * room / (high - low)), -power);
        double spread = share <= 1 / alpha ? Math.Pow(share * alpha, 1 / power) : Math.Pow(1 / (2 - (share * alpha)), 1 / power);
        return Math.Clamp(0.5 * (low + high + ((takesFirst ? -spread : spread) * (high - low))), 0, 1);
    }

    private double Mutated(double at, double share)
    {
        double power = options.MutationIndex + 1;
        double step = share < 0.5
            ? Math.Pow((2 * share) + ((1 - (2 * share)) * Math.Pow(1 - at, power)), 1 / power) - 1
            : 1 - Math.Pow((2 * (1 - share)) + ((2 * (share - 0.5)) * Math.Pow(at, power)), 1 / power);
        return Math.Clamp(at + step, 0, 1);
    }
}
