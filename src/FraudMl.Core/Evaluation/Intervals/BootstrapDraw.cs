using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The working memory of one thread: rows are redrawn as counts per rank, so nothing is sorted again.</summary>
internal sealed class BootstrapDraw(RankedRows rows)
{
    private readonly int[] _fraudCounts = new int[rows.Frauds.Count], _legitCounts = new int[rows.Legits.Count];
    private readonly double[] _frauds = new double[rows.Frauds.Count], _legits = new double[rows.Legits.Count];

    public Tally Tally { get; } = new(rows);

    /// <summary>Redraws each class from itself, with replacement.</summary>
    public void Fill(SplitMix64 random)
    {
        Redraw(ref random, rows.Frauds, _fraudCounts, _frauds);
        Redraw(ref random, rows.Legits, _legitCounts, _legits);
        Tally.Reset(_frauds, _legits);
    }

    private void Redraw(ref SplitMix64 random, RankedClass from, int[] counts, double[] weights)
    {
        Array.Clear(counts);
        for (int i = 0; i < counts.Length; i++) counts[random.Below(counts.Length)]++;
        TensorPrimitives.ConvertChecked<int, double>(counts, weights);
        if (rows.IsWeighted) TensorPrimitives.Multiply(weights, from.Weights, weights);
    }
}
