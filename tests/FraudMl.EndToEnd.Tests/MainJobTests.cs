using FraudMl.Mlflow;
using FraudMl.Tracking;

namespace FraudMl.EndToEnd.Tests;

public sealed class MainJobTests(MainJobFixture job) : IClassFixture<MainJobFixture>
{
    [Fact]
    public void The_job_ends_well_and_says_where_everything_is()
    {
        job.ExitCode.ShouldBe(0, job.Output + job.Errors);
        foreach (string format in new[] { "dataframe_split", "dataframe_records", "instances", "inputs" })
            job.Output.ShouldContain($"{format} ");
        job.Output.ShouldContain("mlflow ui --backend-store-uri sqlite:///");
        job.Output.ShouldContain("mlflow models serve -m ");
        job.Output.ShouldContain("curl ");
        job.Output.ShouldContain("Fitted again from its run: the same scores to the bit.");
        File.Exists(Path.Combine(job.OutputFolder, "report", "comparison.html")).ShouldBeTrue();
        File.Exists(Path.Combine(job.OutputFolder, "report", "exploration", "profile.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_parent_run_has_one_child_per_candidate_and_trial()
    {
        IReadOnlyList<MlflowRun> runs = await MainJobFixture.RunsAsync(job.OutputFolder);
        MlflowRun parent = runs.Single(run => Parent(run) is null);

        MlflowRun[] children = [.. runs.Where(run => Parent(run) == parent.Info.RunId)];
        children.Length.ShouldBe(12 + 2);
        runs.ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Finished);
        children.ShouldAllBe(run => run.Data.Metrics.Any(metric => metric.Key == "average_precision"));
        parent.Data.Metrics.ShouldContain(metric => metric.Key == "test_average_precision");
        parent.Inputs.DatasetInputs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_champion_scores_as_its_graph_does()
    {
        using MlflowClient client = MlflowClient.Connect(
            new MlflowOptions { TrackingUri = $"sqlite:///{Path.Combine(job.OutputFolder, "mlflow.db")}" });
        LoadedFraudModel champion = await client.LoadFraudModelAsync("models:/creditcard-fraud@champion");
        Dataset data = Dataset.FromCsv(job.DataFile, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time"));

        double[] ours = champion.Model.Score(data);

        double[] graph = GraphScores.Of(File.ReadAllBytes(Path.Combine(champion.Directory!, "model.onnx")), champion.Model, data);
        ours.Zip(graph).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-6).ShouldBeLessThanOrEqualTo(data.RowCount / 1000);
        FraudModelPackage.Load(Path.Combine(job.OutputFolder, "model")).Score(data).ShouldBe(ours);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_metrics()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string errors) = await JobProcess.RunAsync("--data", job.DataFile, "--output", folder.At("again"),
            "--budget", "2");
        exitCode.ShouldBe(0, output + errors);

        (await MetricsAsync(folder.At("again"))).ShouldBe(await MetricsAsync(job.OutputFolder));
    }

    private static async Task<string[]> MetricsAsync(string outputFolder) =>
    [
        .. from run in await MainJobFixture.RunsAsync(outputFolder)
           from metric in run.Data.Metrics
           where !metric.Key.EndsWith("seconds", StringComparison.Ordinal) && !metric.Key.StartsWith("system/", StringComparison.Ordinal)
           orderby run.Info.RunName, run.Data.Tags.FirstOrDefault(tag => tag.Key == "fraudml.phase")?.Value, metric.Key, metric.Value
           select TemporaryFolder.Invariant($"{run.Info.RunName} {metric.Key} {metric.Value:R}"),
    ];

    private static string? Parent(MlflowRun run) => run.Data.Tags.FirstOrDefault(tag => tag.Key == "mlflow.parentRunId")?.Value;
}
