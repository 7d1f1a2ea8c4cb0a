namespace FraudMl;

/// <summary>Walks through the days of card precision.</summary>
internal static class CardDays
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    public static List<CardPrecisionDay> Walk(
        ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<int> days, ReadOnlySpan<int> cards, int checkCount)
    {
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        Array.Sort(days.ToArray(), order);
        var walked = new List<CardPrecisionDay>();
        var caught = new HashSet<int>();
        var seen = new Dictionary<int, (double Score, bool Fraud)>();
        for (int at = 0; at < order.Length;)
        {
            int day = days[order[at]];
            seen.Clear();
            for (; at < order.Length && days[order[at]] == day; at++)
            {
                int row = order[at];
                if (caught.Contains(cards[row])) continue;
                (double score, bool fraud) = seen.GetValueOrDefault(cards[row], (double.NegativeInfinity, false));
                seen[cards[row]] = (Math.Max(score, scores[row]), fraud | labels[row]);
            }

            int[] hits = [.. seen.OrderByDescending(card => card.Value.Score).ThenBy(card => card.Key).Take(checkCount)
                .Where(card => card.Value.Fraud).Select(card => card.Key)];
            caught.UnionWith(hits);
            int frauds = seen.Count(card => card.Value.Fraud);
            walked.Add(new(day, seen.Count, frauds, hits.Length, (double)hits.Length / checkCount,
                frauds > 0 ? (double)hits.Length / frauds : double.NaN));
        }

        return walked;
    }

    /// <summary>Returns the day of each time, counted from 1970.</summary>
    public static int[] DaysOf(ReadOnlySpan<long> microseconds)
    {
        var days = new int[microseconds.Length];
        for (int row = 0; row < days.Length; row++) days[row] = DayOf(microseconds[row]);
        return days;
    }

    // Rounded down, before 1970 too; a missing time is the earliest day there is.
    private static int DayOf(long microseconds)
    {
        long day = (microseconds / MicrosecondsPerDay) - (microseconds % MicrosecondsPerDay < 0 ? 1 : 0);
        return (int)Math.Clamp(day, int.MinValue, int.MaxValue);
    }

    /// <summary>Returns a number for each value of a column; those of the dataset's timestamp are days.</summary>
    public static int[] BlocksOf(Dataset data, string column) =>
        data[column].Is(ColumnRoles.Timestamp) ? DaysOf(data.Timestamps) : CardsOf(data[column]);

    /// <summary>Returns a number for each card, in the order of the texts or numbers, so that row order never matters.</summary>
    public static int[] CardsOf(DataColumn column)
    {
        switch (column)
        {
            case TextColumn texts:
                int[] rank = new int[texts.Dictionary.Count], codes = [.. Enumerable.Range(0, texts.Dictionary.Count)];
                Array.Sort(codes, (a, b) => string.CompareOrdinal(texts.Dictionary.Texts[a], texts.Dictionary.Texts[b]));
                for (int i = 0; i < codes.Length; i++) rank[codes[i]] = i;
                return Array.ConvertAll(texts.Codes.ToArray(), code => code >= 0 ? rank[code] : code);
            case NumberColumn numbers:
                float[] values = numbers.Values.ToArray();
                float[] distinct = [.. values.Distinct().Order()];
                return Array.ConvertAll(values, value => Array.BinarySearch(distinct, value));
            default:
                throw new FraudMlException($"Column '{column.Name}' tells the card and must be text or a number. It "
                    + $"is {column.Kind}.") { ColumnName = column.Name };
        }
    }
}
