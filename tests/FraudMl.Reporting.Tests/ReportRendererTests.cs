using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace FraudMl.Reporting.Tests;

public sealed class ReportRendererTests
{
    private const int LargestChart = 80_000;

    private readonly ReportRenderer _renderer = new();

    [Fact]
    public void A_trial_brings_its_curves_as_its_own_artifacts()
    {
        TrialCompleted trial = Sample.Trials(1)[0];

        ArtifactProduced[] artifacts = [.. _renderer.Render(trial)];

        artifacts.Select(artifact => artifact.Path).ShouldBe(
        [
            "curves/precision_recall_curve_plot.png", "curves/roc_curve_plot.png", "curves/calibration_curve_plot.png",
        ]);
        artifacts.ShouldAllBe(artifact => artifact.Trial == trial.Trial && artifact.MediaType == "image/png" && artifact.At == trial.At);
        foreach (ArtifactProduced artifact in artifacts) ShouldBeChart(artifact);
    }

    [Fact]
    public void The_winner_brings_the_test_evaluation_for_the_whole_experiment()
    {
        ArtifactProduced[] artifacts = [.. _renderer.Render(Sample.Winner())];

        artifacts.Select(artifact => artifact.Path).ShouldBe(
        [
            "test/precision_recall_curve_plot.png", "test/roc_curve_plot.png", "test/calibration_curve_plot.png",
            "test/lift_curve_plot.png",
            "test/confusion_matrix.png", "test/score_distribution.png", "test/threshold_costs.png", "test/evaluation.json",
        ]);
        artifacts.ShouldAllBe(artifact => artifact.Trial == null && artifact.Experiment == Sample.Experiment);
        foreach (ArtifactProduced artifact in artifacts.Where(artifact => artifact.MediaType == "image/png")) ShouldBeChart(artifact);
    }

    [Fact]
    public void The_evaluation_is_readable_JSON()
    {
        WinnerFitted winner = Sample.Winner();

        byte[] json = _renderer.Render(winner).Single(artifact => artifact.Path == "test/evaluation.json").Content.ToArray();

        using JsonDocument document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("row_count").GetInt32().ShouldBe(winner.Evaluation!.RowCount);
        document.RootElement.GetProperty("confusion").GetProperty("true_positives").GetDouble()
            .ShouldBe(winner.Evaluation.Confusion.TruePositives);
        document.RootElement.GetProperty("values")[0].GetProperty("value").GetDouble()
            .ShouldBe(winner.Evaluation[Metrics.AveragePrecision]);
    }

    [Fact]
    public void A_winner_without_test_data_brings_nothing() =>
        _renderer.Render(Sample.Winner() with { Evaluation = null }).ShouldBeEmpty();

    [Fact]
    public void Without_costs_there_is_no_cost_chart()
    {
        WinnerFitted winner = Sample.Winner();
        ScoredRows rows = winner.Evaluation!.Rows;
        var free = Evaluation.Of(new ScoredRows(rows.Labels, rows.Scores), new() { DrawCount = 0 });

        _renderer.Render(winner with { Evaluation = free }).ShouldNotContain(artifact => artifact.Path == "test/threshold_costs.png");
    }

    [Fact]
    public void Margins_have_no_calibration_curve()
    {
        TrialCompleted trial = Sample.Trials(1)[0];
        ScoredRows rows = trial.Report.OutOfFold;
        var margins = new ScoredRows(rows.Labels, rows.Scores, new() { Kind = ScoreKind.Margin });

        ArtifactProduced[] artifacts = [.. _renderer.Render(trial with { Report = trial.Report with { OutOfFold = margins } })];

        artifacts.Length.ShouldBe(2);
        artifacts.ShouldNotContain(artifact => artifact.Path.Contains("calibration"));
    }

    [Fact]
    public void Rows_without_a_fraud_have_no_curves()
    {
        TrialCompleted trial = Sample.Trials(1)[0];
        var legitimate = new ScoredRows([false, false], [0.1, 0.2]);

        ArtifactProduced[] artifacts = [.. _renderer.Render(trial with { Report = trial.Report with { OutOfFold = legitimate } })];

        artifacts.Select(artifact => artifact.Path).ShouldBe(["curves/calibration_curve_plot.png"]);
    }

    [Fact]
    public void The_end_brings_the_comparison_by_the_metric_that_decides()
    {
        TrialCompleted[] trials = Sample.Trials(4);
        _renderer.Render(Sample.Started(Metrics.RocAuc));

        ArtifactProduced[] artifacts = [
            .. _renderer.Render(new ExperimentCompleted(Sample.Experiment, Sample.At, trials[0].Trial, trials))];

        artifacts.Select(artifact => (artifact.Path, artifact.MediaType))
            .ShouldBe([("comparison.html", "text/html"), ("comparison.csv", "text/csv")]);
        Encoding.UTF8.GetString(artifacts[1].Content.Span).Split('\n')[0]
            .ShouldContain("Boosting,roc_auc_mean,roc_auc_sd,average_precision_mean");
    }

    [Fact]
    public void A_cancelled_or_failed_experiment_compares_what_finished()
    {
        foreach (ExperimentEvent end in new ExperimentEvent[] { new ExperimentCancelled(Sample.Experiment, Sample.At),
            new ExperimentFailed(Sample.Experiment, Sample.At, "no more memory") })
        {
            _renderer.Render(Sample.Trials(1)[0]);

            _renderer.Render(end).Count().ShouldBe(2);
            _renderer.Render(end).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Same_input_gives_the_same_bytes_from_many_threads()
    {
        TrialCompleted trial = Sample.Trials(2)[1];
        byte[][] expected = [.. _renderer.Render(trial).Select(artifact => artifact.Content.ToArray())];

        Parallel.For(0, 8, _ =>
        {
            byte[][] again = [.. new ReportRenderer().Render(trial).Select(artifact => artifact.Content.ToArray())];
            for (int i = 0; i < expected.Length; i++) again[i].ShouldBe(expected[i]);
        });
    }

    private static void ShouldBeChart(ArtifactProduced artifact)
    {
        artifact.Content.Length.ShouldBeLessThan(LargestChart, artifact.Path);
        using SKBitmap picture = SKBitmap.Decode(artifact.Content.Span);
        picture.ShouldNotBeNull(artifact.Path);
        (picture.Width, picture.Height).ShouldBe((Chart.Width, Chart.Height));
        Ink.Share(picture, new SKRectI(0, 0, Chart.Width, Chart.Height)).ShouldBeGreaterThan(0.01, artifact.Path);
        Ink.Share(picture, new SKRectI(150, 5, 750, 35)).ShouldBeGreaterThan(0.02, $"{artifact.Path} has no title");
        Ink.Share(picture, new SKRectI(0, 100, 40, 550)).ShouldBeGreaterThan(0.005, $"{artifact.Path} has no axis label");
    }
}
