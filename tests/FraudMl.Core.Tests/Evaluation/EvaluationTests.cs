using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class EvaluationTests
{
    [Fact]
    public void An_evaluation_prints_on_one_screen()
    {
        string text = Evaluation.Of(Samples.Rows(1000, seed: 4), new() { DrawCount = 100 }).ToString();
        text.Split('\n').Length.ShouldBeLessThanOrEqualTo(30);
        text.Split('\n').ShouldAllBe(line => line.Length <= 100);
        text.ShouldContain("average_precision");
        text.ShouldContain("the best single threshold");
    }

    [Fact]
    public void An_evaluation_serializes_whole_even_when_metrics_are_undefined()
    {
        Evaluation oneClass = Evaluation.Of(new([false, false], [0.1, 0.2]), new() { DrawCount = 10 });
        JsonNode json = JsonNode.Parse(JsonSerializer.Serialize(oneClass))!;
        json["RowCount"]!.GetValue<int>().ShouldBe(2);
        JsonNode ap = json["Values"]!.AsArray().Single(value => (string)value!["Name"]! == "average_precision")!;
        ((string)ap["Value"]!).ShouldBe("NaN");
        ((string)ap["UndefinedBecause"]!).ShouldBe("there is no fraud");
        json["Rows"].ShouldBeNull();

        JsonSerializer.Serialize(Evaluation.Of(Samples.Rows(500, seed: 4), new() { DrawCount = 10 })).ShouldContain("\"BestThreshold\"");
    }

    [Fact]
    public void Headline_metrics_have_intervals_around_their_value()
    {
        Evaluation evaluation = Evaluation.Of(Samples.Rows(2000, seed: 6), new() { DrawCount = 200 });
        foreach (Metric metric in HeadlineMetrics.All)
        {
            Interval interval = evaluation.IntervalOf(metric).ShouldNotBeNull(metric.Name);
            evaluation[metric].ShouldBeInRange(interval.Low, interval.High, metric.Name);
        }
        evaluation.IntervalOf(Metrics.CohenKappa).ShouldBeNull();
        evaluation[Metrics.PrecisionAtTop(10)].ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Curves_are_thinned_to_the_points_asked_for_and_keep_both_ends()
    {
        ScoredRows rows = Samples.Rows(20_000, seed: 8);
        PrecisionRecallCurve full = PrecisionRecallCurve.Of(rows), thin = PrecisionRecallCurve.Of(rows, maxPoints: 20);
        thin.Thresholds.Length.ShouldBeInRange(15, 20);
        thin.Thresholds[0].ShouldBe(full.Thresholds[0]);
        thin.Thresholds[^1].ShouldBe(full.Thresholds[^1]);
        RocCurve roc = RocCurve.Of(rows, maxPoints: 20);
        roc.Thresholds.Length.ShouldBeInRange(15, 20);
        roc.TruePositiveRate[^1].ShouldBe(1);
        ThresholdTable.Of(rows, maxRows: 20).Rows.Count.ShouldBeInRange(15, 20);
    }

    [Fact]
    public void The_threshold_table_counts_what_a_threshold_flags()
    {
        var rows = new ScoredRows([true, false, true, false], [0.9, 0.8, 0.5, 0.5],
            new() { Costs = new([10, 10, 10, 10], [1, 1, 1, 1]), Days = [3, 4, 4, 3] });
        ThresholdTable.Of(rows).Rows.ShouldBe(
        [
            new(0.9, 1, 1, 0.5, 2.0 / 3, 0, 11) { F2 = 5.0 / 9, FalsePositivesPerFraud = 0, AlertsPerDay = 0.5, AmountCaught = 10,
                AmountMissed = 10, NetSavings = 9 },
            new(0.8, 2, 0.5, 0.5, 0.5, 0.5, 12) { F2 = 0.5, FalsePositivesPerFraud = 1, AlertsPerDay = 1, AmountCaught = 10,
                AmountMissed = 10, NetSavings = 8 },
            new(0.5, 4, 0.5, 1, 2.0 / 3, 1, 4) { F2 = 5.0 / 6, FalsePositivesPerFraud = 1, AlertsPerDay = 2, AmountCaught = 20,
                AmountMissed = 0, NetSavings = 16 },
        ]);
    }

    [Fact]
    public void A_metric_is_found_by_name_and_an_unknown_name_is_explained()
    {
        Metrics.All.ShouldAllBe(metric => Metrics.Named(metric.Name) == metric);
        Metrics.All.Select(metric => metric.Name).ShouldBeUnique();
        Should.Throw<FraudMlException>(() => Metrics.Named("auprc")).Message.ShouldContain("average_precision");
        Should.Throw<FraudMlException>(() => Metrics.FBeta(0)).Message.ShouldContain("greater than 0");
    }

    [Fact]
    public void Any_number_beats_an_undefined_value()
    {
        Metrics.AveragePrecision.IsBetter(0.1, double.NaN).ShouldBeTrue();
        Metrics.AveragePrecision.IsBetter(double.NaN, 0.1).ShouldBeFalse();
        Metrics.Brier.IsBetter(0.1, 0.2).ShouldBeTrue();
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() =>
            Evaluation.Of(Samples.Rows(50, seed: 1), new() { DrawCount = -1, ThreadCount = 0, MaxThresholds = 1 }))
            .Problems.Count.ShouldBe(3);
}
