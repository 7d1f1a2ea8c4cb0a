using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FraudMl.Mlflow;

namespace FraudMl.EndToEnd.Tests;

/// <summary>Ctrl+C, and a native library that is missing.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [FactOn("linux", "macos")]
    public async Task Interrupting_the_job_marks_the_run_killed_and_keeps_what_was_finished()
    {
        using var job = new JobProcess(["--output", _folder.At("output")]);
        await job.WaitForLineAsync("[ 1/");

        job.Interrupt();

        (await job.WaitAsync()).ShouldBe(130, job.Output + job.Errors);
        IReadOnlyList<MlflowRun> runs = await MainJobFixture.RunsAsync(_folder.At("output"));
        runs.Single(run => run.Data.Tags.All(tag => tag.Key != "mlflow.parentRunId")).Info.Status.ShouldBe(MlflowRunStatus.Killed);
        runs.ShouldContain(run => run.Info.Status == MlflowRunStatus.Finished);
        runs.ShouldAllBe(run => run.Info.Status != MlflowRunStatus.Running);
    }

    [FactOn("linux")]
    public async Task A_missing_native_library_costs_its_candidates_only()
    {
        string app = CopyWithout("lib_lightgbm.so");
        using var job = new JobProcess(["--data", _folder.WriteTransactions(2_000), "--output", _folder.At("output"),
            "--budget", "2"], app);

        (await job.WaitAsync()).ShouldBe(0, job.Output + job.Errors);

        job.Output.Split('\n').Count(line => line.Contains("lib_lightgbm", StringComparison.Ordinal)).ShouldBe(1, job.Output);
        (await MainJobFixture.RunsAsync(_folder.At("output"))).Count(run => run.Info.Status == MlflowRunStatus.Failed).ShouldBe(3);
    }

    [FactOn("linux", "macos")]
    public async Task A_served_model_answers_until_it_is_interrupted()
    {
        using var job = new JobProcess(["--data", _folder.WriteTransactions(2_000), "--output", _folder.At("output"), "--budget", "2",
            "--serve"]);
        string line = await job.WaitForLineAsync("Serving on ");
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')
            .Single(word => word.StartsWith("http", StringComparison.Ordinal))) };
        using var body = new StringContent(await File.ReadAllTextAsync(_folder.At("output", "model", "serving_input_example.json")),
            Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await client.PostAsync("/invocations", body);

        response.IsSuccessStatusCode.ShouldBeTrue();
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions")[0].GetProperty("fraud_probability").GetDouble()
            .ShouldBeInRange(0, 1);
        job.Interrupt();
        (await job.WaitAsync()).ShouldBe(0, job.Output + job.Errors);
    }

    public void Dispose() => _folder.Dispose();

    // Links instead of copies: the sample's folder is large.
    private string CopyWithout(string fileName)
    {
        string app = _folder.At("app");
        foreach (string file in Directory.EnumerateFiles(JobProcess.SampleFolder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != fileName))
        {
            string link = Path.Combine(app, Path.GetRelativePath(JobProcess.SampleFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            if (Path.GetExtension(file) is ".dll" or ".json") File.Copy(file, link);
            else File.CreateSymbolicLink(link, file);
        }

        return app;
    }
}
