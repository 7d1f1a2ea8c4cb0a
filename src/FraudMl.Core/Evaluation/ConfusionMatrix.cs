namespace FraudMl.Evaluations;

/// <summary>The weight of rows by what they are and what was decided; flagged is positive.</summary>
/// <param name="TruePositives">Flagged frauds.</param>
/// <param name="FalsePositives">Flagged legitimate rows.</param>
/// <param name="TrueNegatives">Legitimate rows that passed.</param>
/// <param name="FalseNegatives">Frauds that passed.</param>
public sealed record ConfusionMatrix(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    /// <value>The weight of all frauds.</value>
    public double Positives => TruePositives + FalseNegatives;

    /// <value>The weight of all legitimate rows.</value>
    public double Negatives => TrueNegatives + FalsePositives;

    /// <value>The weight of all flagged rows.</value>
    public double Flagged => TruePositives + FalsePositives;

    /// <value>The weight of all rows that passed.</value>
    public double Passed => TrueNegatives + FalseNegatives;

    /// <value>The weight of all rows.</value>
    public double Total => Positives + Negatives;

    /// <summary>Returns the share of flagged rows that are frauds.</summary>
    public MetricValue Precision() => MetricValue.Ratio(TruePositives, Flagged, "no row was flagged");

    /// <summary>Returns the share of frauds that were flagged.</summary>
    public MetricValue Recall() => MetricValue.Ratio(TruePositives, Positives, "there is no fraud");

    /// <summary>Returns the share of legitimate rows that passed.</summary>
    public MetricValue Specificity() => MetricValue.Ratio(TrueNegatives, Negatives, "there is no legitimate row");

    /// <summary>Returns the share of legitimate rows that were flagged.</summary>
    public MetricValue FalsePositiveRate() => MetricValue.Ratio(FalsePositives, Negatives, "there is no legitimate row");

    /// <summary>Returns the share of rows decided rightly.</summary>
    public MetricValue Accuracy() => MetricValue.Ratio(TruePositives + TrueNegatives, Total, "there is no row");

    /// <summary>Returns the weighted harmonic mean of precision and recall: (1 + b²)·TP / ((1 + b²)·TP + b²·FN + FP).</summary>
    /// <param name="beta">How many times recall counts as much as precision, greater than 0.</param>
    public MetricValue FBeta(double beta)
    {
        double square = beta * beta, hits = (1 + square) * TruePositives;
        return MetricValue.Ratio(hits, hits + square * FalseNegatives + FalsePositives, "there is no fraud and no row was flagged");
    }

    /// <summary>Returns the share of passed rows that are legitimate.</summary>
    public MetricValue NegativePredictiveValue() => MetricValue.Ratio(TrueNegatives, Passed, "every row was flagged");

    /// <summary>Returns how many times likelier a fraud is flagged than a legitimate row.</summary>
    public MetricValue PositiveLikelihoodRatio() => Positives == 0 || Negatives == 0
        ? MetricValue.Undefined(MetricValue.OneClass)
        : MetricValue.Ratio(TruePositives / Positives, FalsePositives / Negatives, "no legitimate row was flagged");

    /// <summary>Returns how many times likelier a fraud passes than a legitimate row.</summary>
    public MetricValue NegativeLikelihoodRatio() => Positives == 0 || Negatives == 0
        ? MetricValue.Undefined(MetricValue.OneClass)
        : MetricValue.Ratio(FalseNegatives / Positives, TrueNegatives / Negatives, "every legitimate row was flagged");

    /// <summary>Returns the mean of both classes' error rates: 1 − balanced accuracy.</summary>
    public MetricValue BalancedErrorRate() => BothClasses(() => (FalseNegatives / Positives + FalsePositives / Negatives) / 2);

    /// <summary>Returns the mean of recall and specificity.</summary>
    public MetricValue BalancedAccuracy() => BothClasses(() => (TruePositives / Positives + TrueNegatives / Negatives) / 2);

    /// <summary>Returns the geometric mean of recall and specificity.</summary>
    public MetricValue GMean() => BothClasses(() => Math.Sqrt(TruePositives / Positives * (TrueNegatives / Negatives)));

    /// <summary>Returns Matthews' correlation of label and decision, in [-1, 1].</summary>
    public MetricValue Mcc()
    {
        if (Positives == 0 || Negatives == 0) return MetricValue.Undefined(MetricValue.OneClass);
        if (Flagged == 0) return MetricValue.Undefined("no row was flagged");
        if (Passed == 0) return MetricValue.Undefined("every row was flagged");
        double covariance = TruePositives * TrueNegatives - FalsePositives * FalseNegatives;
        return new(covariance / Math.Sqrt(Flagged) / Math.Sqrt(Positives) / Math.Sqrt(Negatives) / Math.Sqrt(Passed));
    }

    /// <summary>Returns Cohen's kappa: agreement beyond the one expected by chance.</summary>
    public MetricValue CohenKappa()
    {
        double expected = (Flagged * Positives + Passed * Negatives) / Total / Total;
        return MetricValue.Ratio((TruePositives + TrueNegatives) / Total - expected, 1 - expected, "the agreement expected by chance is 1");
    }

    private MetricValue BothClasses(Func<double> value) =>
        Positives == 0 || Negatives == 0 ? MetricValue.Undefined(MetricValue.OneClass) : new(value());
}
