namespace FraudMl;

/// <summary>The block of each rank, for rows that are redrawn together.</summary>
/// <param name="Count">The number of blocks.</param>
/// <param name="Frauds">The block of each fraud by rank.</param>
/// <param name="Legits">The block of each legitimate row by rank.</param>
internal sealed record RowBlocks(int Count, int[] Frauds, int[] Legits)
{
    /// <summary>Returns the blocks, or null where every row stands by itself.</summary>
    public static RowBlocks? Of(ScoredRows rows)
    {
        if (rows.Options.Blocks is not { } given) return null;
        var numbers = new Dictionary<int, int>();
        foreach (int block in given) numbers.TryAdd(block, numbers.Count);
        int[] Numbered(int[] ranked) => Array.ConvertAll(ranked, row => numbers[given[row]]);
        return new(numbers.Count, Numbered(rows.Ranked.Frauds.Rows), Numbered(rows.Ranked.Legits.Rows));
    }
}
