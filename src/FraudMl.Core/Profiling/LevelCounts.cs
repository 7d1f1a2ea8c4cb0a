namespace FraudMl;

/// <summary>Rows and frauds by text, over all rows and over every other one.</summary>
internal sealed class LevelCounts
{
    private readonly int[][] _counts, _frauds;

    private LevelCounts(int levelCount) =>
        (_counts, _frauds, Counts, Frauds) = ([new int[levelCount], new int[levelCount]], [new int[levelCount], new int[levelCount]],
            new int[levelCount], new int[levelCount]);

    public int[] Counts { get; }

    public int[] Frauds { get; }

    public int MissingCount { get; private set; }

    public int DistinctCount { get; private set; }

    public static LevelCounts Of(TextColumn column, ReadOnlySpan<byte> labels)
    {
        var levels = new LevelCounts(column.Dictionary.Count + 1);
        ReadOnlySpan<int> codes = column.Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            // Missing is a level for the ROC-AUC, the last one.
            int level = codes[row] >= 0 ? codes[row] : column.Dictionary.Count;
            levels._counts[row & 1][level]++;
            if (!labels.IsEmpty) levels._frauds[row & 1][level] += labels[row];
        }

        for (int level = 0; level < levels.Counts.Length; level++)
        {
            levels.Counts[level] = levels._counts[0][level] + levels._counts[1][level];
            levels.Frauds[level] = levels._frauds[0][level] + levels._frauds[1][level];
        }

        (levels.MissingCount, levels.Counts[^1], levels.Frauds[^1]) = (levels.Counts[^1], 0, 0);
        levels.DistinctCount = levels.Counts.Count(count => count > 0);
        return levels;
    }

    /// <summary>Returns the codes that occur by falling count, and by code point where counts are equal, so that the order never
    /// depends on the rows'.</summary>
    public int[] ByFallingCount(TextDictionary dictionary) => [.. Enumerable.Range(0, dictionary.Count)
        .Where(code => Counts[code] > 0)
        .OrderByDescending(code => Counts[code]).ThenBy(code => dictionary.Texts[code], StringComparer.Ordinal)];

    /// <summary>Returns the ROC-AUC of the fraud rates of one half of the rows on the other, both ways; a text without a row in its half
    /// has the overall rate.</summary>
    public double? CrossFittedRocAuc() => HalfRocAuc(0, 1) is { } there && HalfRocAuc(1, 0) is { } back ? (there + back) / 2 : null;

    private double? HalfRocAuc(int from, int on)
    {
        double overall = (double)FraudMl.Counts.Sum(_frauds[from]) / FraudMl.Counts.Sum(_counts[from]);
        var rates = new double[Counts.Length];
        for (int level = 0; level < rates.Length; level++) rates[level] = _counts[from][level] == 0
            ? overall : (double)_frauds[from][level] / _counts[from][level];
        int[] order = [.. Enumerable.Range(0, rates.Length)];
        Array.Sort(rates, order);
        (double frauds, double legits, double pairs) = (0, 0, 0);
        for (int i = 0; i < order.Length;)
        {
            (double tiedFrauds, double tiedLegits, double rate) = (0, 0, rates[i]);
            for (; i < order.Length && rates[i] == rate; i++)
            {
                tiedFrauds += _frauds[on][order[i]];
                tiedLegits += _counts[on][order[i]] - _frauds[on][order[i]];
            }

            pairs += tiedFrauds * (legits + (tiedLegits / 2));
            (frauds, legits) = (frauds + tiedFrauds, legits + tiedLegits);
        }

        return frauds > 0 && legits > 0 ? pairs / (frauds * legits) : null;
    }
}
