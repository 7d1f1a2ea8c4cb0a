using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Writes a comparison in words.</summary>
internal static class ComparisonText
{
    public static string Verdict(Comparison comparison)
    {
        PairedDifference ap = comparison.AveragePrecision;
        if (ap.Interval is null) return "Average precision is undefined for these rows, so the models can't be ranked by it.";
        var text = new StringBuilder();
        (string better, string worse) = ap.Difference >= 0 ? (comparison.NameA, comparison.NameB) : (comparison.NameB, comparison.NameA);
        Add(text,
            $"{better} has {Math.Abs(ap.Difference):0.0000} more average precision than {worse} ({ap.A:0.0000} and {ap.B:0.0000}; the difference's 95 % interval is {ap.Interval}). ");
        text.Append(
            comparison.IsMoreThanNoise ? "That is more than noise."
            : ap.IsMoreThanNoise ? "The rows alone can't explain that, but the folds vary as much: it may be noise of training."
            : "That may be noise: as good a model could come out the other way on other rows.");
        if (comparison.TotalCost is { Interval: { } ends } cost)
        {
            string cheaper = cost.Difference <= 0 ? comparison.NameA : comparison.NameB;
            Add(text,
                $" The decisions of {cheaper} cost {Math.Abs(cost.Difference):N2} less (interval of the difference [{ends.Low:N2}, {ends.High:N2}]), {(cost.IsMoreThanNoise ? "more than noise" : "which may be noise")}.");
        }
        return text.ToString();
    }

    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder(comparison.Verdict).Append('\n');
        Add(text, $"{"",-34}{"difference",12}{"p-value",10}\n");
        Line(text, "average precision (paired draws)", comparison.AveragePrecision.Difference, comparison.AveragePrecision.PValue);
        if (comparison.TotalCost is { } cost) Line(text, "total cost (paired draws)", cost.Difference, cost.PValue);
        if (comparison.RocAuc is { } auc) Line(text, "ROC-AUC (DeLong)", auc.Difference, auc.PValue);
        if (comparison.Decisions is { } mcNemar) Line(text, "rows decided rightly (McNemar)", mcNemar.OnlyARight - mcNemar.OnlyBRight,
            mcNemar.PValue);
        if (comparison.Folds is { } folds) Line(text, "over folds (Nadeau and Bengio)", folds.Mean, folds.PValue);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string test, double difference, double p) =>
        Add(text, $"{test,-34}{difference,12:0.####}{p,10:0.0000}\n");

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
