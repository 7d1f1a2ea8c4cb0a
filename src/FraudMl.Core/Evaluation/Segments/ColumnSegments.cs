using System.Globalization;

namespace FraudMl;

/// <summary>Splits rows by the values of a column.</summary>
internal static class ColumnSegments
{
    private const string Missing = "missing", Other = "other";

    public static IEnumerable<(string Name, long? Start, int[] Rows)> Of(TextColumn column, int most)
    {
        Dictionary<int, List<int>> byCode = Grouped(column.Codes);
        int[] order = [.. byCode.Keys.Where(code => code >= 0)
            .OrderByDescending(code => byCode[code].Count).ThenBy(code => column.Dictionary.Texts[code], StringComparer.Ordinal)];
        foreach (int code in order.Take(most)) yield return (column.Dictionary.Texts[code], null, [.. byCode[code]]);
        yield return (Other, null, [.. order.Skip(most).Append(TextDictionary.Unknown)
            .SelectMany(code => byCode.GetValueOrDefault(code) ?? []).Order()]);
        yield return (Missing, null, [.. byCode.GetValueOrDefault(TextDictionary.Missing) ?? []]);
    }

    public static IEnumerable<(string Name, long? Start, int[] Rows)> Of(NumberColumn column, SegmentOptions options)
    {
        float[] sorted = [.. column.Values.ToArray().Where(value => !float.IsNaN(value)).Order()];
        float[] distinct = [.. sorted.Distinct().Take(options.SegmentCount + 1)];
        bool isBanded = distinct.Length > options.SegmentCount;
        double[] edges = isBanded ? Edges(sorted, options.BandCount) : [.. distinct.SkipLast(1).Select(edge => (double)edge)];
        List<int>[] bands = [.. Enumerable.Range(0, edges.Length + 2).Select(_ => new List<int>())];
        for (int row = 0; row < column.RowCount; row++)
        {
            float value = column.Values[row];
            int place = Array.BinarySearch(edges, value);
            bands[float.IsNaN(value) ? edges.Length + 1 : place < 0 ? ~place : place].Add(row);
        }

        for (int band = 0; band <= edges.Length; band++)
        {
            if (distinct.Length > 0) yield return (isBanded ? Band(edges, band) : Text(distinct[band]), null, [.. bands[band]]);
        }

        yield return (Missing, null, [.. bands[^1]]);
    }

    // Three digits name a band well enough, and no row's own value.
    private static double[] Edges(float[] sorted, int count) => [.. Enumerable.Range(1, count - 1)
        .Select(i => Quantiles.Linear((double)i / count, sorted.Length, rank => sorted[rank]))
        .Select(edge => double.Parse(edge.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).Distinct().Order()];

    private static string Band(double[] edges, int band) => band == 0 ? $"up to {Text(edges[0])}"
        : band == edges.Length ? $"above {Text(edges[^1])}"
        : $"{Text(edges[band - 1])} to {Text(edges[band])}";

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) is >= 1000 and < 1e12 ? "#,0" : "G5", CultureInfo.InvariantCulture);

    private static Dictionary<int, List<int>> Grouped(ReadOnlySpan<int> codes)
    {
        var groups = new Dictionary<int, List<int>>();
        for (int row = 0; row < codes.Length; row++)
        {
            if (!groups.TryGetValue(codes[row], out List<int>? group)) groups[codes[row]] = group = [];
            group.Add(row);
        }

        return groups;
    }
}
