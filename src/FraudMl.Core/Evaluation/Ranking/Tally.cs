using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The sums metrics are made of, over all rows or over one bootstrap draw. It is refilled without allocating large arrays.</summary>
internal sealed class Tally(RankedRows rows)
{
    public RankedRows Rows { get; } = rows;

    /// <summary>Weight of the frauds at or above each group of <see cref="RankedRows.Groups"/>.</summary>
    public double[] FraudsAbove { get; } = new double[rows.Groups.Count];

    /// <summary>Weight of the legitimate rows at or above each group.</summary>
    public double[] LegitsAbove { get; } = new double[rows.Groups.Count];

    public ConfusionMatrix Confusion { get; private set; } = new(0, 0, 0, 0);

    public double FraudWeight { get; private set; }

    public double LegitWeight { get; private set; }

    public double TotalWeight => FraudWeight + LegitWeight;

    public double SquaredErrorSum { get; private set; }

    public double LogLossSum { get; private set; }

    public ReliabilityBin[]? UniformBins { get; } = rows.UniformBins is { } bins ? new ReliabilityBin[bins.Count] : null;

    public ReliabilityBin[]? QuantileBins { get; } = rows.QuantileBins is { } bins ? new ReliabilityBin[bins.Count] : null;

    public CostTotals? Costs { get; private set; }

    public static Tally Of(RankedRows rows)
    {
        var tally = new Tally(rows);
        tally.Fill(rows.Frauds.Weights, rows.Legits.Weights);
        return tally;
    }

    /// <summary>Recomputes every sum for these weights by rank.</summary>
    public void Fill(ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits)
    {
        ScoreGroups.Accumulate(frauds, Rows.Groups.FraudEnds, FraudsAbove);
        ScoreGroups.Accumulate(legits, Rows.Groups.LegitEnds, LegitsAbove);
        FraudWeight = FraudsAbove.Length > 0 ? FraudsAbove[^1] : 0;
        LegitWeight = LegitsAbove.Length > 0 ? LegitsAbove[^1] : 0;
        FillConfusion(frauds, legits);
        FillLosses(frauds, legits);
        FillBins(UniformBins, Rows.UniformBins, frauds, legits);
        FillBins(QuantileBins, Rows.QuantileBins, frauds, legits);
        FillCosts(frauds, legits);
    }

    /// <summary>Four sums, not two differences: an empty cell must be exactly 0, whatever the weights round to.</summary>
    private void FillConfusion(ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits) => Confusion = new(
        TensorPrimitives.Dot(frauds, Rows.Frauds.Flagged),
        TensorPrimitives.Dot(legits, Rows.Legits.Flagged),
        TensorPrimitives.Dot(legits, Rows.Legits.Passed),
        TensorPrimitives.Dot(frauds, Rows.Frauds.Passed));

    private void FillLosses(ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits)
    {
        if (Rows.UniformBins is null) return;
        SquaredErrorSum = TensorPrimitives.Dot(frauds, Rows.Frauds.SquaredErrors!) + TensorPrimitives.Dot(legits, Rows.Legits.SquaredErrors!);
        LogLossSum = TensorPrimitives.Dot(frauds, Rows.Frauds.LogLosses!) + TensorPrimitives.Dot(legits, Rows.Legits.LogLosses!);
    }

    private void FillBins(ReliabilityBin[]? filled, ProbabilityBins? bins, ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits)
    {
        if (filled is null || bins is null) return;
        for (int bin = 0; bin < filled.Length; bin++)
        {
            Range fraud = ProbabilityBins.Ranks(bins.FraudStarts, bin), legit = ProbabilityBins.Ranks(bins.LegitStarts, bin);
            double positive = TensorPrimitives.Sum(frauds[fraud]);
            double weight = positive + TensorPrimitives.Sum(legits[legit]);
            double probability = TensorPrimitives.Dot(frauds[fraud], Rows.Frauds.Scores.AsSpan(fraud))
                + TensorPrimitives.Dot(legits[legit], Rows.Legits.Scores.AsSpan(legit));
            filled[bin] = new(weight, probability / weight, positive / weight);
        }
    }

    private void FillCosts(ReadOnlySpan<double> frauds, ReadOnlySpan<double> legits)
    {
        if (Rows.Frauds.DecidedCosts is null) return;
        Costs = new(
            TensorPrimitives.Dot(frauds, Rows.Frauds.DecidedCosts) + TensorPrimitives.Dot(legits, Rows.Legits.DecidedCosts!),
            TensorPrimitives.Dot(frauds, Rows.Frauds.PassCosts!),
            TensorPrimitives.Dot(frauds, Rows.Frauds.ReviewCosts!) + TensorPrimitives.Dot(legits, Rows.Legits.ReviewCosts!));
    }
}
