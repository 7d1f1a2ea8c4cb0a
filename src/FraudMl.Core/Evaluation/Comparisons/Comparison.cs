namespace FraudMl.Evaluations;

/// <summary>Two models over the same rows: how much they differ, and whether that is more than noise.</summary>
/// <param name="NameA">The first model.</param>
/// <param name="NameB">The second model.</param>
/// <param name="AveragePrecision">The headline difference, by paired bootstrap.</param>
/// <param name="TotalCost">The difference of the decisions' costs, by paired bootstrap; null when no costs are known.</param>
/// <param name="RocAuc">DeLong's test of the ROC areas; null for weighted rows.</param>
/// <param name="Decisions">McNemar's test of the decisions; null for weighted rows.</param>
/// <param name="Folds">The corrected t-test of average precision over folds; null unless cross-validations were compared.</param>
public sealed record Comparison(
    string NameA, string NameB, PairedDifference AveragePrecision, PairedDifference? TotalCost, DeLong? RocAuc, McNemar? Decisions,
    CorrectedTTest? Folds)
{
    /// <value>Whether the difference in average precision is more than noise: the paired interval leaves 0 out and, over folds, the
    /// corrected t-test agrees at 5 %.</value>
    public bool IsMoreThanNoise => AveragePrecision.IsMoreThanNoise && (Folds is null || Folds.PValue < 0.05);

    /// <value>The result in words.</value>
    public string Verdict => ComparisonText.Verdict(this);

    /// <summary>Returns the tests as text, the verdict first.</summary>
    public override string ToString() => ComparisonText.Of(this);
}
