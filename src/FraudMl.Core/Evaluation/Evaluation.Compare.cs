using static System.FormattableString;

namespace FraudMl;

public sealed partial class Evaluation
{
    /// <summary>Compares two models evaluated on the same rows in the same order.</summary>
    /// <param name="a">The first model's evaluation.</param>
    /// <param name="b">The second model's evaluation.</param>
    /// <param name="options">Draws and names.</param>
    /// <exception cref="FraudMlException">Thrown when the rows differ.</exception>
    public static Comparison Compare(Evaluation a, Evaluation b, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Compare(a.Rows, b.Rows, null, options ?? new());
    }

    /// <summary>Returns how much two models differ in some metrics over the same rows in the same order, by paired bootstrap.</summary>
    /// <param name="a">The first model's rows.</param>
    /// <param name="b">The second model's rows.</param>
    /// <param name="metrics">The metrics, in the order of the result.</param>
    /// <param name="options">Draws and threads.</param>
    /// <exception cref="FraudMlException">Thrown when the rows differ.</exception>
    public static IReadOnlyList<PairedDifference> Differences(ScoredRows a, ScoredRows b, IReadOnlyList<Metric> metrics,
        ComparisonOptions? options = null)
    {
        options ??= new();
        RequireSameRows(a, b, options);
        return PairedBootstrap.Differences(a, b, metrics, options);
    }

    private static void RequireSameRows(ScoredRows a, ScoredRows b, ComparisonOptions options)
    {
        options.Validate();
        if (!a.Labels.SequenceEqual(b.Labels) || !(a.WeightArray ?? []).AsSpan().SequenceEqual(b.WeightArray ?? []))
        {
            throw new FraudMlException(
                Invariant(
                    $"Models are compared on the same rows, and labels or weights differ ({a.Count} rows and {b.Count}). Evaluate both on one dataset, without changing its order."));
        }
    }

    internal static Comparison Compare(ScoredRows a, ScoredRows b, CorrectedTTest? folds, ComparisonOptions options)
    {
        RequireSameRows(a, b, options);
        bool costs = a.Costs is not null && b.Costs is not null, weighted = a.Weights is not null;
        PairedDifference[] differences = PairedBootstrap.Differences(a, b,
            costs ? [Metrics.AveragePrecision, Metrics.TotalCost] : [Metrics.AveragePrecision], options);
        return new(
            options.NameA ?? "A",
            options.NameB ?? "B",
            differences[0],
            costs ? differences[1] : null,
            weighted ? null : DeLong.Of(a.Labels, a.Scores, b.Scores),
            weighted ? null : Decisions(a, b),
            folds);
    }

    private static McNemar Decisions(ScoredRows a, ScoredRows b)
    {
        int onlyA = 0, onlyB = 0;
        for (int row = 0; row < a.Count; row++)
        {
            bool rightA = a.IsFlagged(row) == a.Labels[row], rightB = b.IsFlagged(row) == b.Labels[row];
            if (rightA && !rightB) onlyA++;
            if (rightB && !rightA) onlyB++;
        }
        return McNemar.Of(onlyA, onlyB);
    }
}
