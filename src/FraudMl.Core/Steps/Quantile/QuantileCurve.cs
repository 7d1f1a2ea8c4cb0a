namespace FraudMl;

/// <summary>Ranks as a function of values: linear between knots, with a jump where several quantiles have the same value.</summary>
/// <param name="Knots">The distinct quantiles, ascending; none when training had no value.</param>
/// <param name="Left">The first rank at each knot.</param>
/// <param name="Right">The last rank at each knot.</param>
internal sealed record QuantileCurve(double[] Knots, double[] Left, double[] Right)
{
    // Knots as floats, rounded so that comparing a float with either gives the same.
    private readonly float[] _edges = Float32.RoundUp(Sound(Knots, Left, Right));

    private readonly double[] _slopes = [.. Enumerable.Range(0, Knots.Length).Select(i =>
        i + 1 < Knots.Length ? (Left[i + 1] - Right[i]) / (Knots[i + 1] - Knots[i]) : 0)];

    /// <summary>
    /// Returns a value's rank, 0 to 1, as scikit-learn has it: by a margin above 0 alone, so that a double that can't tell has the rank of
    /// its ties.
    /// </summary>
    public double Rank(double value, double margin) => Rank(value, margin, margin == 0);

    /// <summary>Learns the curve from sorted values; the number of quantiles is bounded by that of the rows, missing ones included.</summary>
    public static QuantileCurve Learn(double[] sorted, int rowCount, int quantileCount)
    {
        // Infinite values have ranks as others have; between them and those nothing can be interpolated.
        if (sorted.Length > 0 && !(double.IsFinite(sorted[0]) && double.IsFinite(sorted[^1])))
            sorted = Array.ConvertAll(sorted, value => Math.Clamp(value, -float.MaxValue, float.MaxValue));
        int count = Math.Max(1, Math.Min(quantileCount, rowCount));
        var (knots, left, right) = (new List<double>(), new List<double>(), new List<double>());
        for (int i = 0; i < count && sorted.Length > 0; i++)
        {
            double rank = i == count - 1 && i > 0 ? 1 : i * (1.0 / Math.Max(1, count - 1));

            // numpy goes through percentages, and interpolation may step back by a rounding error.
            double knot = NumberValues.Quantile(sorted, rank * 100 / 100);
            if (knots.Count > 0 && knot <= knots[^1])
            {
                right[^1] = rank;
                continue;
            }

            knots.Add(knot);
            left.Add(rank);
            right.Add(rank);
        }

        return new QuantileCurve([.. knots], [.. left], [.. right]);
    }

    /// <summary>
    /// Returns a value's rank, 0 to 1; values within the margin of an end get the end's, and at an end those that are it.
    /// </summary>
    public double Rank(double value, double margin, bool atEnds)
    {
        if (Knots.Length == 0 || double.IsNaN(value)) return double.NaN;
        if (value - margin < Knots[0] || (atEnds && value == Knots[0])) return 0;
        if (value + margin > Knots[^1] || (atEnds && value == Knots[^1])) return 1;
        int place = Array.BinarySearch(Knots, value);
        return place >= 0 ? (Left[place] + Right[place]) / 2 : Between(~place - 1, value);
    }

    /// <summary>The same for a float, faster.</summary>
    public double Rank(float value, double margin, bool atEnds)
    {
        if (Knots.Length == 0 || float.IsNaN(value)) return double.NaN;
        if (value - margin < Knots[0] || (atEnds && value == Knots[0])) return 0;
        if (value + margin > Knots[^1] || (atEnds && value == Knots[^1])) return 1;
        int place = EdgeLookup.Passed(_edges, value) - 1;
        return Knots[place] == value ? (Left[place] + Right[place]) / 2 : Between(place, value);
    }

    /// <summary>Returns how fast ranks grow behind each knot.</summary>
    public double[] Slopes() => _slopes;

    /// <summary>Returns the knots as floats: a float has passed one exactly when it has passed the other.</summary>
    public float[] Edges() => _edges;

    private static double[] Sound(double[]? knots, double[]? left, double[]? right)
    {
        const string Part = "a curve of quantiles";
        Damaged.Length(left, knots?.Length ?? 0, Part, "first ranks");
        Damaged.Length(right, knots?.Length ?? 0, Part, "last ranks");
        Damaged.Unless(knots is not null, Part, "has no knots");
        for (int i = 1; i < knots!.Length; i++) Damaged.Unless(knots[i] > knots[i - 1], Part, "has knots that do not ascend");
        return knots;
    }

    private double Between(int place, double value) => (_slopes[place] * (value - Knots[place])) + Right[place];
}
