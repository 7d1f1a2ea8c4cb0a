namespace FraudMl;

/// <summary>Minimises a smooth function within a box by projected L-BFGS (Nocedal and Wright, chapter 7; bounds that are pushed against
/// are held for a step).</summary>
internal static class BoxLbfgs
{
    private const int MostPairs = 8;

    /// <summary>A function; it writes its gradient.</summary>
    public delegate double Function(double[] at, double[] gradient);

    /// <summary>Returns the best point found and its value.</summary>
    public static (double[] At, double Value) Minimize(Function function, double[] start, double[] low, double[] high, int iterationCount)
    {
        int n = start.Length;
        double[] at = [.. start], gradient = new double[n];
        double value = function(at, gradient);
        var pairs = new List<(double[] Step, double[] Change, double Product)>();
        for (int iteration = 0; iteration < iterationCount && double.IsFinite(value); iteration++)
        {
            double[] direction = Direction(at, gradient, low, high, pairs);
            double slope = FourSums.Dot(direction, gradient), longest = 0;
            if (!(slope < 0)) break;
            foreach (double d in direction) longest = Math.Max(longest, Math.Abs(d));
            double step = pairs.Count > 0 ? 1 : Math.Min(1, 0.1 * Widest(low, high) / longest);
            double[] next = new double[n], nextGradient = new double[n];
            double nextValue = double.NaN;
            for (int halvings = 0; halvings < 12; halvings++, step *= 0.3)
            {
                for (int i = 0; i < n; i++) next[i] = Math.Clamp(at[i] + (step * direction[i]), low[i], high[i]);
                nextValue = function(next, nextGradient);
                if (nextValue <= value + (1e-4 * step * slope)) break;
            }

            double gain = value - nextValue;
            if (!(gain > 0)) break;
            double[] moved = Difference(next, at), change = Difference(nextGradient, gradient);
            double product = FourSums.Dot(moved, change);
            if (product > 1e-10 * FourSums.Dot(change, change)) pairs.Add((moved, change, product));
            if (pairs.Count > MostPairs) pairs.RemoveAt(0);
            (at, value, gradient) = (next, nextValue, nextGradient);
            if (gain < 1e-9 * Math.Max(1, Math.Abs(value))) break;
        }

        return (at, value);
    }

    private static double[] Direction(
        double[] at, double[] gradient, double[] low, double[] high, List<(double[] Step, double[] Change, double Product)> pairs)
    {
        bool[] held = [.. at.Select((x, i) => (x <= low[i] && gradient[i] > 0) || (x >= high[i] && gradient[i] < 0))];
        double[] direction = [.. gradient.Select((slope, i) => held[i] ? 0 : -slope)], shares = new double[pairs.Count];
        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = FourSums.Dot(pairs[i].Step, direction) / pairs[i].Product;
            Cholesky.AddScaled(direction, -shares[i], pairs[i].Change);
        }

        if (pairs.Count > 0)
        {
            double scale = pairs[^1].Product / FourSums.Dot(pairs[^1].Change, pairs[^1].Change);
            for (int k = 0; k < direction.Length; k++) direction[k] *= scale;
        }

        for (int i = 0; i < pairs.Count; i++)
            Cholesky.AddScaled(direction, shares[i] - (FourSums.Dot(pairs[i].Change, direction) / pairs[i].Product), pairs[i].Step);
        for (int k = 0; k < direction.Length; k++)
        {
            if (held[k]) direction[k] = 0;
        }

        return direction;
    }

    private static double Widest(double[] low, double[] high)
    {
        double widest = 0;
        for (int i = 0; i < low.Length; i++) widest = Math.Max(widest, high[i] - low[i]);
        return widest;
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}
