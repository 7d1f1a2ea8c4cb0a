using System.Diagnostics;
using System.Globalization;

namespace FraudMl.Mlflow.Tests;

public sealed class ManyProcessesTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [Fact]
    public async Task Processes_that_write_at_once_lose_nothing_and_never_see_a_lock()
    {
        const int Processes = 4;
        const int Values = 400;
        (int ExitCode, string RunId, string Errors)[] ended = await Task.WhenAll(
            Enumerable.Range(0, Processes).Select(number => LogAsync(number, Values)));
        MlflowClient reader = _store.Connect();
        foreach ((int exitCode, string runId, string errors) in ended)
        {
            (exitCode, errors).ShouldBe((0, ""));
            (await reader.Runs.GetMetricHistoryAsync(runId, "loss")).Metrics.Select(metric => metric.Step)
                .ShouldBe(Enumerable.Range(0, Values).Select(step => (long)step));
            (await reader.Runs.GetAsync(runId)).Run.Info.Status.ShouldBe(MlflowRunStatus.Finished);
        }
    }

    [Fact]
    public void A_connection_that_only_reads_says_that_the_file_is_missing_and_does_not_make_it()
    {
        var options = new MlflowOptions { TrackingUri = _store.TrackingUri, MustExist = true };
        MlflowException error = Should.Throw<MlflowException>(() => MlflowClient.Connect(options));
        error.ErrorCode.ShouldBe(MlflowErrorCodes.ResourceDoesNotExist);
        error.Message.ShouldContain(_store.Database);
        File.Exists(_store.Database).ShouldBeFalse();
        _store.Connect().Dispose();
        MlflowClient.Connect(options).Dispose();
    }

    public void Dispose() => _store.Dispose();

    private async Task<(int ExitCode, string RunId, string Errors)> LogAsync(int number, int values)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            LoggingApp.Path, _store.TrackingUri,
            Path.Combine(_store.Folder, $"spool-{number}"), values.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Split('\n')[0].Trim(), await errors);
    }
}
