namespace FraudMl.Tuning;

/// <summary>Which of some points no other is better than.</summary>
internal static class ParetoFront
{
    /// <summary>Returns the places of the points that none dominates, in order; of equal ones all.</summary>
    /// <param name="scores">The points; higher is better in each coordinate.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double[]> scores)
    {
        var front = new List<int>();
        for (int i = 0; i < scores.Count; i++)
        {
            double[] own = scores[i];
            if (front.Exists(other => Dominates(scores[other], own))) continue;
            front.RemoveAll(other => Dominates(own, scores[other]));
            front.Add(i);
        }

        return front;
    }

    /// <summary>Returns whether a point is better than another in one coordinate and worse in none.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        bool better = false;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] < b[i]) return false;
            better |= a[i] > b[i];
        }

        return better;
    }
}
