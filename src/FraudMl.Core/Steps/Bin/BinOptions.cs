using System.Globalization;

namespace FraudMl;

/// <summary>Options of binning.</summary>
public sealed record BinOptions : ValidatedOptions
{
    /// <value>How edges are chosen. Default <see cref="BinStrategy.Quantile"/>.</value>
    public BinStrategy By { get; init; }

    /// <value>The number of bins; fewer where edges fall together. Default 5.</value>
    [Rule(AtLeast = 2, AtMost = 1000), Tune(3, 50)]
    public int BinCount { get; init; } = 5;

    /// <value>The interior edges of <see cref="BinStrategy.Edges"/>, ascending; a number equal to an edge is in the bin
    /// above it. Default none.</value>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <value>The smallest share of the training rows that a bin of <see cref="BinStrategy.Tree"/> holds. Default 0.01.</value>
    [Rule(AtLeast = 0, Below = 0.5), Tune(0.001, 0.1, Scale.Log)]
    public double MinimumBinRatio { get; init; } = 0.01;

    /// <value>Whether the result is one 0/1 column per bin instead of one column of bin numbers. Default false.</value>
    public bool OneHot { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (By == BinStrategy.Edges && Edges.Count == 0)
            yield return "Edges must hold at least one edge for BinStrategy.Edges. Got none instead.";
        if (By != BinStrategy.Edges && Edges.Count > 0)
            yield return $"Edges are used by BinStrategy.Edges only. Got BinStrategy.{By} instead.";
        if (Edges.Any(double.IsNaN) || Edges.Zip(Edges.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return $"Edges must ascend. Got {string.Join(", ", Edges.Select(edge => edge.ToString(CultureInfo.InvariantCulture)))} "
                + $"instead.";
    }
}
