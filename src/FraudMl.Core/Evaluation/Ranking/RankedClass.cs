using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>The rows of one class that have weight, by descending score.</summary>
internal sealed class RankedClass
{
    private RankedClass(double[] scores, int[] rows) => (Scores, Rows) = (scores, rows);

    /// <summary>The scores by rank.</summary>
    public double[] Scores { get; }

    /// <summary>The original row of each rank.</summary>
    public int[] Rows { get; }

    public int Count => Scores.Length;

    /// <summary>The weights by rank; all 1 when no weights were given.</summary>
    public required double[] Weights { get; init; }

    /// <summary>1 where the row was flagged, by rank.</summary>
    public required double[] Flagged { get; init; }

    /// <summary>1 where the row passed, by rank.</summary>
    public required double[] Passed { get; init; }

    /// <summary>Squared errors by rank; null for margins.</summary>
    public double[]? SquaredErrors { get; private init; }

    /// <summary>Log losses by rank; null for margins.</summary>
    public double[]? LogLosses { get; private init; }

    /// <summary>Cost of the row if it passes, by rank; null when no costs were given.</summary>
    public double[]? PassCosts { get; private init; }

    /// <summary>Cost of the row if it is flagged, by rank; null when no costs were given.</summary>
    public double[]? ReviewCosts { get; private init; }

    /// <summary>Cost of the row as decided, by rank; null when no costs were given.</summary>
    public double[]? DecidedCosts { get; private init; }

    public static RankedClass Of(ScoredRows all, bool fraud)
    {
        int[] rows = RowsOf(all, fraud);
        var keys = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++) keys[i] = -all.Scores[rows[i]];
        Array.Sort(keys, rows);
        TensorPrimitives.Negate(keys, keys);
        double[] scores = keys;

        bool probabilities = all.Kind == ScoreKind.Probability;
        double[]? pass = null, review = null, decided = null;
        if (all.Costs is { } costs)
        {
            pass = Gather(rows, row => fraud ? costs.MissedFraud[row] : 0);
            review = Gather(rows, row => costs.Review[row]);
            decided = Gather(rows, row => all.IsFlagged(row) ? costs.Review[row] : fraud ? costs.MissedFraud[row] : 0);
        }
        return new(scores, rows)
        {
            Weights = Gather(rows, row => all.Weights?[row] ?? 1),
            Flagged = Gather(rows, row => all.IsFlagged(row) ? 1 : 0),
            Passed = Gather(rows, row => all.IsFlagged(row) ? 0 : 1),
            SquaredErrors = probabilities ? Array.ConvertAll(scores, score => ProbabilityLoss.SquaredError(score, fraud)) : null,
            LogLosses = probabilities ? Array.ConvertAll(scores, score => ProbabilityLoss.LogLoss(score, fraud)) : null,
            PassCosts = pass,
            ReviewCosts = review,
            DecidedCosts = decided,
        };
    }

    private static int[] RowsOf(ScoredRows all, bool fraud)
    {
        int count = 0;
        var rows = new int[all.Count];
        for (int row = 0; row < all.Count; row++)
        {
            if (all.Labels[row] == fraud && (all.Weights is null || all.Weights[row] > 0)) rows[count++] = row;
        }
        return rows[..count];
    }

    private static double[] Gather(int[] rows, Func<int, double> value) => Array.ConvertAll(rows, row => value(row));
}
