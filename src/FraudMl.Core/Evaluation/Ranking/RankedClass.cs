using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The rows of one class that have weight, by descending score.</summary>
internal sealed class RankedClass
{
    /// <summary>How many ranks a threshold flags; −1 when rows were decided one by one.</summary>
    private readonly int _flaggedCount;
    private readonly double[] _flagged, _passed;

    private RankedClass(ScoredRows all, bool fraud)
    {
        Rows = RowsOf(all, fraud);
        Scores = Gather(all.Scores, Rows);
        DescendingOrder.Sort(Scores, Rows);
        Weights = all.WeightArray is { } weights ? Gather(weights, Rows) : Ones(Rows.Length);

        bool decided = all.Threshold is null;
        _flaggedCount = decided ? -1 : ProbabilityBins.CountAtLeast(Scores, all.Threshold!.Value);
        _flagged = decided ? Array.ConvertAll(Rows, row => all.IsFlagged(row) ? 1.0 : 0.0) : [];
        _passed = Array.ConvertAll(_flagged, flagged => 1 - flagged);

        if (all.Kind == ScoreKind.Probability)
        {
            SquaredErrors = Array.ConvertAll(Scores, score => ProbabilityLoss.SquaredError(score, fraud));
            LogLosses = Array.ConvertAll(Scores, score => ProbabilityLoss.LogLoss(score, fraud));
        }
        if (all.Costs is { } costs)
        {
            PassCosts = fraud ? Gather(costs.MissedFraud, Rows) : new double[Rows.Length];
            ReviewCosts = Gather(costs.Review, Rows);
            DecidedCosts = new double[Rows.Length];
            for (int rank = 0; rank < Rows.Length; rank++)
                DecidedCosts[rank] = all.IsFlagged(Rows[rank]) ? ReviewCosts[rank] : PassCosts[rank];
        }
    }

    /// <summary>The scores by rank.</summary>
    public double[] Scores { get; }

    /// <summary>The original row of each rank.</summary>
    public int[] Rows { get; }

    public int Count => Scores.Length;

    /// <summary>The weights by rank; all 1 when no weights were given.</summary>
    public double[] Weights { get; }

    /// <summary>Squared errors by rank; null for margins.</summary>
    public double[]? SquaredErrors { get; }

    /// <summary>Log losses by rank; null for margins.</summary>
    public double[]? LogLosses { get; }

    /// <summary>Cost of the row if it passes, by rank; null when no costs were given.</summary>
    public double[]? PassCosts { get; }

    /// <summary>Cost of the row if it is flagged, by rank; null when no costs were given.</summary>
    public double[]? ReviewCosts { get; }

    /// <summary>Cost of the row as decided, by rank; null when no costs were given.</summary>
    public double[]? DecidedCosts { get; }

    public static RankedClass Of(ScoredRows all, bool fraud) => new(all, fraud);

    /// <summary>Returns the weight that is flagged and the weight that passes. Two sums, no difference: nothing
    /// flagged must be exactly 0.</summary>
    public (double Flagged, double Passed) Decide(ReadOnlySpan<double> weights) => _flaggedCount >= 0
        ? (TensorPrimitives.Sum(weights[.._flaggedCount]), TensorPrimitives.Sum(weights[_flaggedCount..]))
        : (TensorPrimitives.Dot(weights, _flagged), TensorPrimitives.Dot(weights, _passed));

    private static int[] RowsOf(ScoredRows all, bool fraud)
    {
        ReadOnlySpan<bool> labels = all.Labels;
        var rows = new int[labels.Count(fraud)];
        int count = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] == fraud && (all.WeightArray is null || all.WeightArray[row] > 0)) rows[count++] = row;
        }
        return count == rows.Length ? rows : rows[..count];
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double[] Gather(ReadOnlySpan<double> values, int[] rows)
    {
        var gathered = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++) gathered[i] = values[rows[i]];
        return gathered;
    }
}
