using System.Globalization;

namespace FraudMl;

/// <summary>The metrics of FraudMl.Core.</summary>
public static class MetricsCatalog
{
    private static readonly Metric Ap = new("average_precision", true, RankingMetrics.AveragePrecision);
    private static readonly Metric Auc = new("roc_auc", true, RankingMetrics.RocAuc);
    private static readonly Metric GiniMetric = new("gini", true, RankingMetrics.Gini);
    private static readonly Metric LowerTrapezoid = new("pr_auc_lower_trapezoid", true, RankingMetrics.LowerTrapezoid);
    private static readonly Metric FprMetric = new("false_positive_rate", false, tally => tally.Confusion.FalsePositiveRate());
    private static readonly Metric NpvMetric = new("negative_predictive_value", true, tally => tally.Confusion.NegativePredictiveValue());
    private static readonly Metric BerMetric = new("balanced_error_rate", false, tally => tally.Confusion.BalancedErrorRate());
    private static readonly Metric PositiveLr = new("positive_likelihood_ratio", true, tally => tally.Confusion.PositiveLikelihoodRatio());
    private static readonly Metric NegativeLr = new("negative_likelihood_ratio", false, tally => tally.Confusion.NegativeLikelihoodRatio());
    private static readonly Metric Ks = new("ks_statistic", true, RankingMetrics.KolmogorovSmirnov);
    private static readonly Metric AccuracyMetric = new("accuracy", true, tally => tally.Confusion.Accuracy());
    private static readonly Metric PrecisionMetric = new("precision", true, tally => tally.Confusion.Precision());
    private static readonly Metric RecallMetric = new("recall", true, tally => tally.Confusion.Recall());
    private static readonly Metric F1Metric = new("f1", true, tally => tally.Confusion.FBeta(1));
    private static readonly Metric SpecificityMetric = new("specificity", true, tally => tally.Confusion.Specificity());
    private static readonly Metric BalancedAccuracyMetric = new("balanced_accuracy", true, tally => tally.Confusion.BalancedAccuracy());
    private static readonly Metric GMeanMetric = new("gmean", true, tally => tally.Confusion.GMean());
    private static readonly Metric MccMetric = new("mcc", true, tally => tally.Confusion.Mcc());
    private static readonly Metric KappaMetric = new("cohen_kappa", true, tally => tally.Confusion.CohenKappa());
    private static readonly Metric BrierMetric = new("brier", false, ProbabilityMetrics.Brier);
    private static readonly Metric LogLossMetric = new("log_loss", false, ProbabilityMetrics.LogLoss);
    private static readonly Metric EceUniform = new("ece_uniform_10", false,
        tally => ProbabilityMetrics.ExpectedCalibrationError(tally.UniformBins, tally));
    private static readonly Metric MceUniform = new("mce_uniform_10", false,
        tally => ProbabilityMetrics.MaximumCalibrationError(tally.UniformBins, tally));
    private static readonly Metric EceQuantile = new("ece_quantile_10", false,
        tally => ProbabilityMetrics.ExpectedCalibrationError(tally.QuantileBins, tally));
    private static readonly Metric MceQuantile = new("mce_quantile_10", false,
        tally => ProbabilityMetrics.MaximumCalibrationError(tally.QuantileBins, tally));
    private static readonly Metric TotalCostMetric = new("total_cost", false, CostMetrics.TotalCost) { IsOfCosts = true };
    private static readonly Metric SavingsMetric = new("savings", true, CostMetrics.Savings) { IsOfCosts = true };

    private static readonly Metric[] Fixed =
    [
        Ap, Auc, AccuracyMetric, PrecisionMetric, RecallMetric, F1Metric, BrierMetric, LogLossMetric, MccMetric, BalancedAccuracyMetric,
        SpecificityMetric, GMeanMetric, KappaMetric, Ks, EceUniform, MceUniform, EceQuantile, MceQuantile, TotalCostMetric, SavingsMetric,
        FBetaOf(2), RecallAtFprOf(0.01), RecallAtFprOf(0.05), RecallAtFprOf(0.1), PartialRocAucOf(0.1), PartialRocAucOf(0.01),
        GiniMetric, LowerTrapezoid, FprMetric, NpvMetric, BerMetric, PositiveLr, NegativeLr,
    ];

    extension(Metrics)
    {
        /// <value>Every metric without a parameter, and the usual ones with their usual parameter.</value>
        public static IReadOnlyList<Metric> All => Fixed;

        /// <value>Average precision, the headline: the mean precision over all recalls, between the fraud share (chance) and 1.</value>
        public static Metric AveragePrecision => Ap;

        /// <value>The area under the ROC curve: how often a fraud scores above a legitimate row.</value>
        public static Metric RocAuc => Auc;

        /// <value>2 · ROC-AUC − 1.</value>
        public static Metric Gini => GiniMetric;

        /// <value>The area under the precision–recall curve by the lower trapezoid (Boyd et al. 2013); average
        /// precision is another number.</value>
        public static Metric PrAucLowerTrapezoid => LowerTrapezoid;

        /// <value>The share of legitimate rows that are flagged.</value>
        public static Metric FalsePositiveRate => FprMetric;

        /// <value>The share of passed rows that are legitimate.</value>
        public static Metric NegativePredictiveValue => NpvMetric;

        /// <value>The mean of both classes' error rates.</value>
        public static Metric BalancedErrorRate => BerMetric;

        /// <value>How many times likelier a fraud is flagged than a legitimate row.</value>
        public static Metric PositiveLikelihoodRatio => PositiveLr;

        /// <value>How many times likelier a fraud passes than a legitimate row.</value>
        public static Metric NegativeLikelihoodRatio => NegativeLr;

        /// <value>The Kolmogorov–Smirnov distance between the score distributions of the classes.</value>
        public static Metric KsStatistic => Ks;

        /// <value>The share of rows decided rightly; 1 minus the fraud share is reached by flagging nothing.</value>
        public static Metric Accuracy => AccuracyMetric;

        /// <value>The share of flagged rows that are frauds.</value>
        public static Metric Precision => PrecisionMetric;

        /// <value>The share of frauds that are flagged.</value>
        public static Metric Recall => RecallMetric;

        /// <value>The harmonic mean of precision and recall.</value>
        public static Metric F1 => F1Metric;

        /// <value>The share of legitimate rows that pass.</value>
        public static Metric Specificity => SpecificityMetric;

        /// <value>The mean of recall and specificity.</value>
        public static Metric BalancedAccuracy => BalancedAccuracyMetric;

        /// <value>The geometric mean of recall and specificity.</value>
        public static Metric GMean => GMeanMetric;

        /// <value>Matthews' correlation coefficient.</value>
        public static Metric Mcc => MccMetric;

        /// <value>Cohen's kappa.</value>
        public static Metric CohenKappa => KappaMetric;

        /// <value>The mean squared error of the probabilities.</value>
        public static Metric Brier => BrierMetric;

        /// <value>The mean negative log-likelihood of the probabilities.</value>
        public static Metric LogLoss => LogLossMetric;

        /// <value>The expected calibration error over ten bins of equal width.</value>
        public static Metric ExpectedCalibrationError => EceUniform;

        /// <value>The largest calibration error over ten bins of equal width.</value>
        public static Metric MaximumCalibrationError => MceUniform;

        /// <value>The expected calibration error over ten bins of equal size; undefined for weighted rows.</value>
        public static Metric QuantileCalibrationError => EceQuantile;

        /// <value>The largest calibration error over ten bins of equal size; undefined for weighted rows.</value>
        public static Metric QuantileMaximumCalibrationError => MceQuantile;

        /// <value>What the decisions cost: reviews of flagged rows and frauds that passed.</value>
        public static Metric TotalCost => TotalCostMetric;

        /// <value>The share saved of the cheaper of flagging nothing and flagging all (Bahnsen et al. 2014).</value>
        public static Metric Savings => SavingsMetric;

        /// <summary>Returns the F-measure in which recall counts beta times as much as precision.</summary>
        /// <param name="beta">Greater than 0.</param>
        public static Metric FBeta(double beta) => FBetaOf(Checked(beta, new() { Above = 0 }, nameof(beta)));

        /// <summary>Returns the largest recall at a limited false positive rate.</summary>
        /// <param name="maxFpr">The limit, in (0, 1].</param>
        public static Metric RecallAtFpr(double maxFpr) => RecallAtFprOf(Checked(maxFpr, new() { Above = 0, AtMost = 1 }, nameof(maxFpr)));

        /// <summary>Returns the ROC area up to a false positive rate, scaled by McClish to 0.5 for chance.</summary>
        /// <param name="maxFpr">The limit, in (0, 1].</param>
        public static Metric PartialRocAuc(double maxFpr) =>
            PartialRocAucOf(Checked(maxFpr, new() { Above = 0, AtMost = 1 }, nameof(maxFpr)));

        /// <summary>Returns the share of frauds among the highest scores, tied rows in random order.</summary>
        /// <param name="count">The number of rows looked at, at least 1.</param>
        public static Metric PrecisionAtTop(int count) =>
            new(Named("precision_at_top", Checked(count, new() { AtLeast = 1 }, nameof(count))), true,
                tally => RankingMetrics.PrecisionAtTop(tally, count));

        /// <summary>Returns the share of all frauds that is among the highest scores, tied rows in random order.</summary>
        /// <param name="count">The number of rows looked at, at least 1.</param>
        public static Metric RecallAtTop(int count) =>
            new(Named("recall_at_top", Checked(count, new() { AtLeast = 1 }, nameof(count))), true,
                tally => RankingMetrics.RecallAtTop(tally, count));

        /// <summary>Returns the metric of a name.</summary>
        /// <param name="name">For example <c>average_precision</c> or <c>recall_at_fpr_0.02</c>.</param>
        /// <exception cref="FraudMlException">Thrown when no metric has the name.</exception>
        public static Metric Named(string name) =>
            Array.Find(Fixed, metric => metric.Name == name) ?? MetricNames.Split(name, WithParameter) ?? MetricNames.Find(name)
                ?? throw new FraudMlException(
                $"There is no metric named '{name}'.{NearNames.Hint(name, Fixed.Select(metric => metric.Name))} The metrics "
                + $"are {string.Join(", ", Fixed.Select(metric => metric.Name))}; one of your own is known after Metrics.Add(…).");

        /// <summary>Makes a metric of your own known by its name, to definitions and to runs that are reproduced. Adding it
        /// again does nothing.</summary>
        /// <param name="metric">The metric.</param>
        /// <exception cref="FraudMlException">Thrown when another one of its name has been added.</exception>
        public static void Add(Metric metric) => MetricNames.Add(metric);

        /// <summary>Makes metrics of your own that differ by a number known by their names, to definitions and to runs
        /// that are reproduced.</summary>
        /// <param name="name">What comes before <c>_</c> and the number, for example <c>acme_lift_at</c> of
        /// <c>acme_lift_at_0.01</c>.</param>
        /// <param name="family">Returns the metric of a number; it must have that name.</param>
        /// <exception cref="FraudMlException">Thrown when another family of the name has been added.</exception>
        public static void Add(string name, Func<double, Metric> family) => MetricNames.Add(name, family);
    }

    private static Metric? WithParameter(string family, double parameter)
    {
        bool isShare = parameter is > 0 and <= 1, isCount = parameter is >= 1 and <= int.MaxValue && parameter == Math.Floor(parameter);
        return family switch
        {
            "fbeta" when parameter > 0 => FBetaOf(parameter),
            "recall_at_fpr" when isShare => RecallAtFprOf(parameter),
            "roc_auc_max_fpr" when isShare => PartialRocAucOf(parameter),
            "precision_at_top" when isCount => Metrics.PrecisionAtTop((int)parameter),
            "recall_at_top" when isCount => Metrics.RecallAtTop((int)parameter),
            _ => null,
        };
    }

    private static Metric FBetaOf(double beta) => new(Named("fbeta", beta), true, tally => tally.Confusion.FBeta(beta));

    private static Metric RecallAtFprOf(double maxFpr) =>
        new(Named("recall_at_fpr", maxFpr), true, tally => RankingMetrics.RecallAtFpr(tally, maxFpr));

    private static Metric PartialRocAucOf(double maxFpr) =>
        new(Named("roc_auc_max_fpr", maxFpr), true, tally => RankingMetrics.PartialRocAuc(tally, maxFpr));

    private static string Named(string name, double parameter) => $"{name}_{parameter.ToString(CultureInfo.InvariantCulture)}";

    private static double Checked(double value, RuleAttribute rule, string name) => rule.Allows(value)
        ? value
        : throw new FraudMlException($"{name} must be {rule}. Got {value.ToString(CultureInfo.InvariantCulture)} instead.");
}
