namespace FraudMl;

internal static class TopShareCurve
{
    private const int MostKnots = 128;

    /// <summary>Returns the map from a margin to minus the share of the given margins at or above it, ties by half; finest at the
    /// top, where frauds are.</summary>
    public static FittedCalibrator Of(double[] margins)
    {
        double[] descending = [.. margins.Order()];
        Array.Reverse(descending);
        var knots = new SortedDictionary<double, double>();
        for (int i = 0; i < MostKnots; i++)
        {
            // Places 0 … n − 1, the steps growing from one place at the top.
            int place = (int)Math.Round(Math.Pow(descending.Length, (double)i / (MostKnots - 1)) - 1);
            int first = Edge(descending, place, -1), last = Edge(descending, place, 1);
            knots[descending[place]] = -((first + last + 1) / 2.0) / descending.Length;
        }

        return new IsotonicCalibration([.. knots.Keys], [.. knots.Values]);
    }

    private static int Edge(double[] values, int at, int step)
    {
        while (at + step >= 0 && at + step < values.Length && values[at + step] == values[at]) at += step;
        return at;
    }
}
