namespace FraudMl;

/// <summary>The rows with the highest scores of each day.</summary>
internal static class TopOfEachDay
{
    /// <summary>Returns which rows are among the first of their day; those without a probability always are.</summary>
    public static bool[] Of(double[] probabilities, double[] margins, ReadOnlySpan<long> times, int count)
    {
        int missing = times.Count(TimestampColumn.Missing);
        if (missing > 0)
            throw new FraudMlException($"The top of each day needs the time of every row, and {missing} of {times.Length} rows have none. "
                + $"Fill them in or leave those rows out.");
        long[] at = times.ToArray();
        int[] days = CardDays.DaysOf(times), order = [.. Enumerable.Range(0, at.Length)];
        Array.Sort(order, (a, b) =>
        {
            if (days[a] != days[b]) return days[a].CompareTo(days[b]);
            if (double.IsNaN(probabilities[a]) != double.IsNaN(probabilities[b])) return double.IsNaN(probabilities[a]) ? -1 : 1;
            int byScore = probabilities[b].CompareTo(probabilities[a]);
            if (byScore == 0) byScore = margins[b].CompareTo(margins[a]);
            if (byScore == 0) byScore = at[a].CompareTo(at[b]);
            return byScore != 0 ? byScore : a.CompareTo(b);
        });
        var flags = new bool[order.Length];
        for (int place = 0, start = 0; place < order.Length; place++)
        {
            int row = order[place];
            if (days[row] != days[order[start]]) start = place;
            flags[row] = place - start < count || double.IsNaN(probabilities[row]);
        }

        return flags;
    }
}
