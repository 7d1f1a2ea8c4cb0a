using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests;

/// <summary>What the log hears, and that no secret is in it.</summary>
public sealed class MlflowLogTests : MlflowServerTests
{
    private const string Secret = "hunter2";

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task A_store_that_is_away_and_back_and_refuses_something_is_told()
    {
        using MlflowClient client = Connect();
        MlflowActiveRun run = await client.StartRunAsync("told");
        Server.Before = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        run.LogMetric("loss", 1);
        for (int i = 0; i < 3; i++)
            await Should.ThrowAsync<MlflowException>(run.FlushAsync());
        Server.Before = null;
        run.LogMetric("bad", 1, modelId: "m-unknown");
        await Should.ThrowAsync<MlflowException>(run.EndAsync());

        (LogLevel, string)[] heard = [.. _log.Entries.Select(entry => (entry.Level, entry.Message))];
        heard.Count(entry => entry.Item2.StartsWith($"The store gave no answer to run {run.RunId} (TEMPORARILY_UNAVAILABLE, 503).",
            StringComparison.Ordinal)).ShouldBe(1);
        heard.ShouldContain((LogLevel.Information, $"The store answers run {run.RunId} again."));
        heard.ShouldContain(entry => entry.Item1 == LogLevel.Warning
            && entry.Item2.StartsWith($"The store refused 1 values of run {run.RunId} (", StringComparison.Ordinal));
        ShouldBeClean();
    }

    [Fact]
    public async Task A_request_that_is_tried_again_is_told_by_its_route()
    {
        int asked = 0;
        Server.Before = context =>
        {
            context.Response.StatusCode = ++asked < 3 ? 503 : 200;
            context.Response.Headers.RetryAfter = "0";
            return Task.FromResult(asked < 3);
        };
        using MlflowClient client = Connect(retryCount: 2);
        await client.Experiments.GetAsync("0");

        _log.Entries.Select(entry => entry.Message).ShouldBe(
            ["GET mlflow/experiments/get is tried again in 00:00:00 (attempt 1, status 503).",
                "GET mlflow/experiments/get is tried again in 00:00:00 (attempt 2, status 503)."]);
        ShouldBeClean();
    }

    [Fact]
    public async Task A_damaged_journal_is_told_where_it_lies_but_not_what_is_in_it()
    {
        using MlflowClient client = Connect();
        string folder = Path.GetDirectoryName(await client.RunAsync("told",
            _ => Task.FromResult(Directory.GetFiles(Store.Spool, "*.journal", SearchOption.AllDirectories).Single())))!;
        string path = Path.Combine(folder, "x.journal");
        await File.WriteAllBytesAsync(path, [8, 0, 0, 0, 0, 0, 0, 0, .. "card 4711\n"u8]);

        (await client.DeliverSpoolAsync()).ShouldBe(0);

        (LogLevel level, _, string message) = _log.Entries.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Warning);
        message.ShouldStartWith($"The journal '{path}' is damaged (");
        message.ShouldContain($"'{path}.bad'");
        message.ShouldNotContain("4711");
    }

    [Fact]
    public async Task The_log_of_a_host_hears_without_being_named()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        builder.Services.AddMlflow(options => options with { TrackingUri = Server.Address, RetryCount = 1, SpoolFolder = Store.Spool });
        using IHost host = builder.Build();
        Server.Before = context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "0";
            return Task.FromResult(true);
        };
        await Should.ThrowAsync<MlflowException>(host.Services.GetRequiredService<MlflowClient>().Experiments.GetAsync("0"));

        _log.Entries.ShouldContain(entry => entry.Category == "FraudMl.Mlflow" && entry.Level == LogLevel.Warning);
    }

    private MlflowClient Connect(int retryCount = 0) => MlflowClient.Connect(new MlflowOptions
    {
        TrackingUri = Server.Address.Replace("://", $"://ann:{Secret}@", StringComparison.Ordinal),
        Token = Secret,
        RetryCount = retryCount,
        SpoolFolder = Store.Spool,
        LoggerFactory = _log,
    });

    private void ShouldBeClean()
    {
        _log.Entries.ShouldNotBeEmpty();
        _log.Entries.ShouldAllBe(entry => !entry.Message.Contains(Secret, StringComparison.Ordinal));
    }
}
