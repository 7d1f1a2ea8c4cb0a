using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The sums metrics are made of, over all rows or over one bootstrap draw. A draw computes only the sums its metrics ask for.</summary>
internal sealed class Tally(RankedRows rows)
{
    private readonly ReliabilityBin[]? _uniformBins = rows.UniformBins is { } bins ? new ReliabilityBin[bins.BinCount] : null;
    private readonly ReliabilityBin[]? _quantileBins = rows.QuantileBins is { } bins ? new ReliabilityBin[bins.BinCount] : null;
    private double[] _frauds = [], _legits = [];
    private ConfusionMatrix? _confusion;
    private double? _squaredErrorSum, _logLossSum;
    private CostTotals? _costs;
    private bool _uniformFilled, _quantileFilled;

    public RankedRows Rows { get; } = rows;

    /// <summary>Weight of the frauds at or above each group of <see cref="RankedRows.Groups"/>.</summary>
    public double[] FraudsAbove { get; } = new double[rows.Groups.Count];

    /// <summary>Weight of the legitimate rows at or above each group.</summary>
    public double[] LegitsAbove { get; } = new double[rows.Groups.Count];

    public double FraudWeight => FraudsAbove[^1];

    public double LegitWeight => LegitsAbove[^1];

    public double TotalWeight => FraudWeight + LegitWeight;

    public ConfusionMatrix Confusion => _confusion ??= Confuse();

    /// <summary>Null for margins.</summary>
    public double? SquaredErrorSum => _squaredErrorSum ??= Weighted(Rows.Frauds.SquaredErrors, Rows.Legits.SquaredErrors);

    /// <summary>Null for margins.</summary>
    public double? LogLossSum => _logLossSum ??= Weighted(Rows.Frauds.LogLosses, Rows.Legits.LogLosses);

    /// <summary>Null for margins.</summary>
    public ReliabilityBin[]? UniformBins => Filled(_uniformBins, Rows.UniformBins, ref _uniformFilled);

    /// <summary>Null for margins and for weighted rows.</summary>
    public ReliabilityBin[]? QuantileBins => Filled(_quantileBins, Rows.QuantileBins, ref _quantileFilled);

    /// <summary>Null when no costs were given.</summary>
    public CostTotals? Costs => _costs ??= SumCosts();

    /// <summary>Returns the tally of all rows, complete, so that threads may share it.</summary>
    public static Tally Of(RankedRows rows)
    {
        var tally = new Tally(rows);
        tally.Reset(rows.Frauds.Weights, rows.Legits.Weights);
        _ = (tally.Confusion, tally.SquaredErrorSum, tally.LogLossSum, tally.UniformBins, tally.QuantileBins, tally.Costs);
        return tally;
    }

    /// <summary>Starts over with these weights by rank.</summary>
    public void Reset(double[] frauds, double[] legits)
    {
        (_frauds, _legits) = (frauds, legits);
        (_confusion, _squaredErrorSum, _logLossSum, _costs, _uniformFilled, _quantileFilled) = (null, null, null, null, false, false);
        ScoreGroups.Accumulate(frauds, Rows.Groups.FraudEnds, FraudsAbove);
        ScoreGroups.Accumulate(legits, Rows.Groups.LegitEnds, LegitsAbove);
    }

    /// <summary>Returns the rows as they were drawn, by weight, for metrics that look at rows.</summary>
    public ScoredRows Redrawn()
    {
        ScoredRows all = Rows.All;
        var weights = new double[all.Count];
        for (int rank = 0; rank < _frauds.Length; rank++) weights[Rows.Frauds.Rows[rank]] = _frauds[rank];
        for (int rank = 0; rank < _legits.Length; rank++) weights[Rows.Legits.Rows[rank]] = _legits[rank];
        return new ScoredRows(all.Labels, all.Scores, all.Options with { Weights = weights });
    }

    private ConfusionMatrix Confuse()
    {
        (double truePositives, double falseNegatives) = Rows.Frauds.Decide(_frauds);
        (double falsePositives, double trueNegatives) = Rows.Legits.Decide(_legits);
        return new(truePositives, falsePositives, trueNegatives, falseNegatives);
    }

    private double? Weighted(double[]? frauds, double[]? legits) => frauds is null || legits is null
        ? null
        : TensorPrimitives.Dot<double>(_frauds, frauds) + TensorPrimitives.Dot<double>(_legits, legits);

    private ReliabilityBin[]? Filled(ReliabilityBin[]? filled, ProbabilityBins? bins, ref bool isFilled)
    {
        if (filled is null || bins is null || isFilled) return filled;
        for (int bin = 0; bin < filled.Length; bin++)
        {
            Range fraud = ProbabilityBins.Ranks(bins.FraudStarts, bin), legit = ProbabilityBins.Ranks(bins.LegitStarts, bin);
            double positive = TensorPrimitives.Sum<double>(_frauds.AsSpan(fraud));
            double weight = positive + TensorPrimitives.Sum<double>(_legits.AsSpan(legit));
            double probability = TensorPrimitives.Dot<double>(_frauds.AsSpan(fraud), Rows.Frauds.Scores.AsSpan(fraud))
                + TensorPrimitives.Dot<double>(_legits.AsSpan(legit), Rows.Legits.Scores.AsSpan(legit));
            filled[bin] = new(weight, probability / weight, positive / weight);
        }
        isFilled = true;
        return filled;
    }

    private CostTotals? SumCosts() =>
        Weighted(Rows.Frauds.DecidedCosts, Rows.Legits.DecidedCosts) is { } decided
        && Weighted(Rows.Frauds.PassCosts, Rows.Legits.PassCosts) is { } pass
        && Weighted(Rows.Frauds.ReviewCosts, Rows.Legits.ReviewCosts) is { } review
            ? new(decided, pass, review)
            : null;
}
