using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>Whether two ROC areas over the same rows differ (DeLong, DeLong and Clarke-Pearson 1988), in O(n log n) by
/// midranks (Sun and Xu 2014).</summary>
/// <param name="AucA">The first area.</param>
/// <param name="AucB">The second area.</param>
/// <param name="VarianceA">The variance of the first area.</param>
/// <param name="VarianceB">The variance of the second area.</param>
/// <param name="Covariance">Their covariance.</param>
/// <param name="Z">The difference divided by its standard error; NaN when the error is 0.</param>
/// <param name="PValue">Two-sided; NaN when the error is 0.</param>
/// <param name="UndefinedBecause">Why there is no test; null when there is one.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record DeLong(
    double AucA, double AucB, double VarianceA, double VarianceB, double Covariance, double Z, double PValue,
    string? UndefinedBecause = null)
{
    /// <value>The first area minus the second.</value>
    public double Difference => AucA - AucB;

    /// <value>The variance of the difference.</value>
    public double DifferenceVariance => VarianceA + VarianceB - 2 * Covariance;

    /// <value>The 95 % interval of the difference.</value>
    public Interval DifferenceInterval => Interval.Normal(Difference, DifferenceVariance);

    /// <value>The 95 % interval of the first area, by the normal approximation.</value>
    public Interval IntervalA => Interval.Normal(AucA, VarianceA);

    /// <summary>Tests two scores of the same rows.</summary>
    /// <param name="labels">True where the row is a fraud.</param>
    /// <param name="a">The first score of each row.</param>
    /// <param name="b">The second score of each row.</param>
    /// <exception cref="FraudMlException">Thrown when lengths differ or a score is not finite.</exception>
    public static DeLong Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        List<string> problems = [];
        ScoredRowsRules.SameLength(problems, "first scores", a.Length, labels.Length);
        ScoredRowsRules.SameLength(problems, "second scores", b.Length, labels.Length);
        ScoredRowsRules.CheckScores(problems, a, ScoreKind.Margin);
        ScoredRowsRules.CheckScores(problems, b, ScoreKind.Margin);
        if (problems.Count > 0) throw new FraudMlException("The ROC areas can't be compared", problems);
        int frauds = labels.Count(true), legits = labels.Length - frauds;
        if (frauds == 0 || legits == 0)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, MetricValue.OneClass);

        (double aucA, double[] fraudsA, double[] legitsA) = Placements(labels, a);
        (double aucB, double[] fraudsB, double[] legitsB) = Placements(labels, b);
        double Cov(double[] f1, double m1, double[] f2, double m2, double[] l1, double[] l2) =>
            SampleCovariance(f1, m1, f2, m2) / frauds + SampleCovariance(l1, m1, l2, m2) / legits;
        double varianceA = Cov(fraudsA, aucA, fraudsA, aucA, legitsA, legitsA), varianceB = Cov(fraudsB, aucB, fraudsB, aucB,
            legitsB, legitsB);
        double covariance = Cov(fraudsA, aucA, fraudsB, aucB, legitsA, legitsB), variance = varianceA + varianceB - 2 * covariance;
        string? because = frauds < 2 || legits < 2 ? "a variance needs two rows of each class"
            : variance <= 1e-15 * Math.Max(varianceA, varianceB) || variance == 0 ? "the difference has no variance" : null;
        double z = because is null ? (aucA - aucB) / Math.Sqrt(variance) : double.NaN;
        return new(aucA, aucB, varianceA, varianceB, covariance, z, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)), because);
    }

    /// <summary>Returns the area and, for each row, the share of the other class it is on the right side of.</summary>
    private static (double Auc, double[] Frauds, double[] Legits) Placements(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        double[] fraudScores = Pick(labels, scores, true), legitScores = Pick(labels, scores, false);
        double[] all = Midranks.Of([.. fraudScores, .. legitScores]), amongFrauds = Midranks.Of(fraudScores),
            amongLegits = Midranks.Of(legitScores);
        int frauds = fraudScores.Length, legits = legitScores.Length;
        double[] fraudPlaces = new double[frauds], legitPlaces = new double[legits];
        for (int i = 0; i < frauds; i++) fraudPlaces[i] = (all[i] - amongFrauds[i]) / legits;
        for (int i = 0; i < legits; i++) legitPlaces[i] = 1 - (all[frauds + i] - amongLegits[i]) / frauds;
        return (fraudPlaces.Average(), fraudPlaces, legitPlaces);
    }

    private static double[] Pick(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, bool label)
    {
        var picked = new List<double>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) picked.Add(scores[row] + 0.0);
        }
        return [.. picked];
    }

    private static double SampleCovariance(double[] x, double meanX, double[] y, double meanY)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += (x[i] - meanX) * (y[i] - meanY);
        return x.Length > 1 ? sum / (x.Length - 1) : double.NaN;
    }
}
