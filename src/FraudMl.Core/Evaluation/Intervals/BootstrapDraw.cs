using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The working memory of one thread: rows are redrawn as counts per rank, so nothing is sorted again.</summary>
internal sealed class BootstrapDraw(RankedRows rows, RowBlocks? blocks = null)
{
    private readonly int[] _fraudCounts = new int[rows.Frauds.Count], _legitCounts = new int[rows.Legits.Count];
    private readonly int[] _blockCounts = new int[blocks?.Count ?? 0];

    public Tally Tally { get; } = new(rows);

    /// <summary>The weights of the draw by rank.</summary>
    public double[] Frauds { get; } = new double[rows.Frauds.Count];

    /// <inheritdoc cref="Frauds"/>
    public double[] Legits { get; } = new double[rows.Legits.Count];

    /// <summary>Redraws each class from itself, or all blocks, with replacement.</summary>
    public void Fill(SplitMix64 random)
    {
        if (blocks is null)
        {
            Count(ref random, _fraudCounts);
            Count(ref random, _legitCounts);
        }
        else
        {
            Count(ref random, _blockCounts);
            for (int rank = 0; rank < _fraudCounts.Length; rank++) _fraudCounts[rank] = _blockCounts[blocks.Frauds[rank]];
            for (int rank = 0; rank < _legitCounts.Length; rank++) _legitCounts[rank] = _blockCounts[blocks.Legits[rank]];
        }
        Weigh(_fraudCounts, rows.Frauds, Frauds);
        Weigh(_legitCounts, rows.Legits, Legits);
        Tally.Reset(Frauds, Legits);
    }

    private static void Count(ref SplitMix64 random, int[] counts)
    {
        Array.Clear(counts);
        int drawn = 0;
        if (counts.Length <= 1 << 20)
        {
            for (; drawn + 2 <= counts.Length; drawn += 2)
            {
                (int first, int second) = random.TwoBelow(counts.Length);
                counts[first]++;
                counts[second]++;
            }
        }
        for (; drawn < counts.Length; drawn++) counts[random.Below(counts.Length)]++;
    }

    private void Weigh(int[] counts, RankedClass from, double[] weights)
    {
        TensorPrimitives.ConvertChecked<int, double>(counts, weights);
        if (rows.IsWeighted) TensorPrimitives.Multiply(weights, from.Weights, weights);
    }
}
