using System.Numerics.Tensors;

namespace FraudMl.Evaluations;

/// <summary>The sums metrics are made of, over all rows or over one bootstrap draw. A draw computes only the sums
/// its metrics ask for.</summary>
/// <remarks>
/// Rows are in groups of tied scores, the highest first; neighbouring groups without a fraud are one, since nothing
/// that is said of the order can tell them apart. In a bootstrap draw a group may weigh nothing.
/// </remarks>
public sealed class Tally
{
    private readonly double[] _fraudsAbove, _legitsAbove;
    private readonly ReliabilityBin[]? _uniformBins, _quantileBins;
    private double[] _frauds = [], _legits = [];
    private ConfusionMatrix? _confusion;
    private double? _squaredErrorSum, _logLossSum;
    private CostTotals? _costs;
    private bool _uniformFilled, _quantileFilled;

    internal Tally(RankedRows rows)
    {
        Rows = rows;
        (_fraudsAbove, _legitsAbove) = (new double[rows.Groups.Count], new double[rows.Groups.Count]);
        _uniformBins = rows.UniformBins is { } uniform ? new ReliabilityBin[uniform.BinCount] : null;
        _quantileBins = rows.QuantileBins is { } quantile ? new ReliabilityBin[quantile.BinCount] : null;
    }

    /// <value>The weight of the frauds at or above each group, from the highest scores down; at least one group.</value>
    public ReadOnlySpan<double> FraudsAbove => _fraudsAbove;

    /// <value>The weight of the legitimate rows at or above each group, as many as <see cref="FraudsAbove"/>.</value>
    public ReadOnlySpan<double> LegitsAbove => _legitsAbove;

    /// <value>The weight of all frauds.</value>
    public double FraudWeight => _fraudsAbove[^1];

    /// <value>The weight of all legitimate rows.</value>
    public double LegitWeight => _legitsAbove[^1];

    /// <value>The weight of all rows.</value>
    public double TotalWeight => FraudWeight + LegitWeight;

    /// <value>The weights of flagged and passed rows by class.</value>
    public ConfusionMatrix Confusion => _confusion ??= Confuse();

    internal RankedRows Rows { get; }

    /// <summary>Null for margins.</summary>
    internal double? SquaredErrorSum => _squaredErrorSum ??= Weighted(Rows.Frauds.SquaredErrors, Rows.Legits.SquaredErrors);

    /// <summary>Null for margins.</summary>
    internal double? LogLossSum => _logLossSum ??= Weighted(Rows.Frauds.LogLosses, Rows.Legits.LogLosses);

    /// <summary>Null for margins.</summary>
    internal ReliabilityBin[]? UniformBins => Filled(_uniformBins, Rows.UniformBins, ref _uniformFilled);

    /// <summary>Null for margins and for weighted rows.</summary>
    internal ReliabilityBin[]? QuantileBins => Filled(_quantileBins, Rows.QuantileBins, ref _quantileFilled);

    /// <summary>Null when no costs were given.</summary>
    internal CostTotals? Costs => _costs ??= SumCosts();

    /// <summary>Returns the tally of all rows, complete, so that threads may share it.</summary>
    internal static Tally Of(RankedRows rows)
    {
        var tally = new Tally(rows);
        tally.Reset(rows.Frauds.Weights, rows.Legits.Weights);
        _ = (tally.Confusion, tally.SquaredErrorSum, tally.LogLossSum, tally.UniformBins, tally.QuantileBins, tally.Costs);
        return tally;
    }

    /// <summary>Starts over with these weights by rank.</summary>
    internal void Reset(double[] frauds, double[] legits)
    {
        (_frauds, _legits) = (frauds, legits);
        (_confusion, _squaredErrorSum, _logLossSum, _costs, _uniformFilled, _quantileFilled) = (null, null, null, null, false, false);
        ScoreGroups.Accumulate(frauds, Rows.Groups.FraudEnds, _fraudsAbove);
        ScoreGroups.Accumulate(legits, Rows.Groups.LegitEnds, _legitsAbove);
    }

    /// <summary>Returns the rows as they were drawn, by weight, for metrics that look at rows.</summary>
    internal ScoredRows Redrawn()
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

    /// <summary>Returns the weight of each class.</summary>
    public override string ToString() => FormattableString.Invariant($"frauds of weight {FraudWeight}, legitimate rows of {LegitWeight}");
}
