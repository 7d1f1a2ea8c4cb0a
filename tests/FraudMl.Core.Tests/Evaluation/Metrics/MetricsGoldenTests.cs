using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class MetricsGoldenTests
{
    private static readonly string[] Scalars =
    [
        "average_precision", "roc_auc", "roc_auc_max_fpr_0.1", "ks_statistic", "recall_at_fpr_0.01", "recall_at_fpr_0.05",
        "recall_at_fpr_0.1",
        "log_loss", "brier", "ece_uniform_10", "mce_uniform_10", "ece_quantile_10", "mce_quantile_10", "precision", "recall",
        "f1", "fbeta_2",
        "specificity", "accuracy", "mcc", "cohen_kappa", "balanced_accuracy", "gmean",
    ];

    private static readonly string[] Others =
    [
        "confusion", "reliability_uniform_10", "quantile_edges_10", "reliability_quantile_10", "top_k", "deciles",
        "pr_curve", "roc_curve", "roc_curve_dropped", "det_curve",
    ];

    public static TheoryData<string> Names => GoldenMetrics.Names;

    [Fact]
    public void Every_metric_of_the_golden_file_is_compared()
    {
        IEnumerable<string> inFile = GoldenMetrics.Cases.SelectMany(golden => golden["expected"]!.AsObject().Select(pair => pair.Key))
            .Distinct();
        inFile.Order().ShouldBe(Scalars.Concat(Others).Order());
        GoldenMetrics.Cases.Count().ShouldBe(63);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_metrics_equal_the_golden_ones(string name)
    {
        JsonObject golden = GoldenMetrics.Case(name);
        ScoredRows rows = GoldenMetrics.Rows(golden);
        string[] zeroDivisions = [.. golden["zero_division"]!.AsArray().Select(node => (string)node!)];
        foreach (string metric in Scalars)
        {
            MetricValue got = Metrics.Named(metric).Evaluate(rows);
            bool given = golden["expected"]!.AsObject().TryGetPropertyValue(metric, out JsonNode? want);
            // scikit-learn's 0 for 0/0 is a convention; ours is NaN with a reason.
            if (!given || want is null || zeroDivisions.Contains(metric))
            {
                got.Value.ShouldBe(double.NaN, metric);
                got.UndefinedBecause.ShouldNotBeNullOrEmpty(metric);
                continue;
            }
            got.UndefinedBecause.ShouldBeNull(metric);
            got.Value.ShouldMatch((double)want, metric);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Confusion_bins_and_ranks_equal_the_golden_ones(string name)
    {
        JsonObject golden = GoldenMetrics.Case(name), expected = golden["expected"]!.AsObject();
        ScoredRows rows = GoldenMetrics.Rows(golden);
        var confusion = rows.Tally.Confusion;
        double[] cells = [confusion.TrueNegatives, confusion.FalsePositives, confusion.FalseNegatives, confusion.TruePositives];
        cells.ShouldMatch(new JsonArray([.. expected["confusion"]!.AsObject().Select(cell => cell.Value!.DeepClone())]), "confusion");

        ShouldMatchBins(CalibrationCurve.Of(rows).Uniform, expected["reliability_uniform_10"]);
        ShouldMatchBins(CalibrationCurve.Of(rows).Quantile, expected["reliability_quantile_10"]);
        if (expected["quantile_edges_10"] is { } edges)
            rows.Ranked.QuantileBins!.Edges.ShouldBe(GoldenMetrics.Doubles(edges)[1..^1]);

        foreach (JsonNode? top in expected["top_k"]?.AsArray() ?? [])
        {
            int k = (int)top!["k"]!;
            Metrics.PrecisionAtTop(k).Compute(rows).ShouldMatch((double)top["precision_expected"]!, $"precision at {k}");
            Metrics.RecallAtTop(k).Compute(rows).ShouldMatch(GoldenMetrics.Double(top["recall_expected"]), $"recall at {k}");
        }

        JsonArray deciles = expected["deciles"]?.AsArray() ?? [];
        IReadOnlyList<GainsRow> gains = GainsTable.Of(rows).Rows;
        gains.Count.ShouldBe(deciles.Count);
        for (int i = 0; i < gains.Count; i++)
        {
            gains[i].RowCount.ShouldBe((int)deciles[i]!["rows"]!);
            gains[i].Gain.ShouldMatch((double)deciles[i]!["gain_expected"]!, "gain");
            gains[i].Lift.ShouldMatch((double)deciles[i]!["lift_expected"]!, "lift");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Curves_equal_the_golden_ones(string name)
    {
        JsonObject golden = GoldenMetrics.Case(name), expected = golden["expected"]!.AsObject();
        ScoredRows rows = GoldenMetrics.Rows(golden);
        if (expected["pr_curve"] is { } pr)
        {
            PrecisionRecallCurve curve = PrecisionRecallCurve.Of(rows);
            curve.Precision.ShouldMatch(pr["precision"]!, "precision");
            curve.Recall.ShouldMatch(pr["recall"]!, "recall");
            curve.Thresholds.ShouldMatch(pr["thresholds"]!, "thresholds");
        }
        if (expected["roc_curve"] is { } roc) ShouldMatchRoc(RocCurve.Of(rows), roc);
        if (expected["roc_curve_dropped"] is { } dropped)
            ShouldMatchRoc(RocCurve.Of(ScoreSweep.Of(rows).WithoutCollinear(), int.MaxValue), dropped);
        if (expected["det_curve"] is { } det)
        {
            DetCurve curve = DetCurve.Of(rows);
            curve.FalsePositiveRate.ShouldMatch(det["fpr"]!, "fpr");
            curve.FalseNegativeRate.ShouldMatch(det["fnr"]!, "fnr");
            curve.Thresholds.ShouldMatch(det["thresholds"]!, "thresholds");
        }
    }

    [Fact]
    public void Invalid_rows_are_refused_with_every_problem()
    {
        foreach (JsonObject golden in GoldenMetrics.Invalid)
        {
            // A label is a bool here, so a label of 2 can't be written.
            if ((string)golden["name"]! == "label_2") continue;
            var error = Should.Throw<FraudMlException>(() => GoldenMetrics.Rows(golden), (string)golden["name"]!);
            error.Problems.ShouldNotBeEmpty();
        }
        Should.Throw<FraudMlException>(() => new ScoredRows([true], [double.NaN, 2], new() { Weights = [-1, 1], Decisions = [] }))
            .Problems.Count.ShouldBe(6);
    }

    private static void ShouldMatchRoc(RocCurve curve, JsonNode want)
    {
        curve.FalsePositiveRate.ShouldMatch(want["fpr"]!, "fpr");
        curve.TruePositiveRate.ShouldMatch(want["tpr"]!, "tpr");
        curve.Thresholds.ShouldMatch(want["thresholds"]!, "thresholds");
    }

    private static void ShouldMatchBins(IReadOnlyList<ReliabilityBin> bins, JsonNode? want)
    {
        if (want is null)
        {
            bins.ShouldBeEmpty();
            return;
        }
        bins.Count.ShouldBe(want.AsArray().Count);
        for (int i = 0; i < bins.Count; i++)
            new[] { bins[i].Weight, bins[i].MeanProbability, bins[i].FraudRate }.ShouldMatch(want[i]!, $"bin {i}");
    }
}
