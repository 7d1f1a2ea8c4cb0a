using System.Text.Json;

namespace FraudMl.Mlflow.Tests;

/// <summary>A real MLflow reads the embedded store's file, and the embedded store a real one's, where FRAUDML_MLFLOW_CLI names the program;
/// elsewhere these are skipped.</summary>
public sealed class SameFileTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    [RealMlflowTheory, InlineData(true), InlineData(false)]
    public async Task Whoever_wrote_the_file_both_read_the_same(bool isMadeByMlflow)
    {
        if (!isMadeByMlflow)
            await WriteAsync(_store.Connect());
        await using RealMlflowServer server = await RealMlflowServer.StartAsync(_store);
        using MlflowClient real = server.Connect(_store);
        if (isMadeByMlflow)
            await WriteAsync(real);

        string[] theirs = await ReadAsync(real);
        string[] ours = await ReadAsync(_store.Connect());
        ours.ShouldBe(theirs);
    }

    public void Dispose() => _store.Dispose();

    private static async Task WriteAsync(MlflowClient client)
    {
        await using (MlflowActiveRun run = await client.StartRunAsync("same", new() { RunName = "über all" }))
        {
            await run.LogParamAsync("long", new string('x', 6000));
            for (int step = 0; step < 20; step++)
                run.LogMetric("loss", 1.0 / (step + 1), step);
            foreach ((string key, double value) in (ReadOnlySpan<(string, double)>)[("nan", double.NaN), ("high", double.PositiveInfinity),
                ("low", double.NegativeInfinity), ("zero", 0)])
                run.LogMetric(key, value);
            await run.LogInputAsync(new MlflowDataset { Name = "cards", Digest = "abcd1234", SourceType = "local", Source = "{}" },
                "training");
            await using MlflowActiveRun child = await run.StartChildAsync(new() { RunName = "child" });
            child.Fail();
        }

        await client.Registry.CreateModelAsync(new() { Name = "fraud", Description = "cards", Tags = [new("team", "risk")] });
        await client.Registry.CreateVersionAsync(new() { Name = "fraud", Source = "s3://models/cards" });
        await client.Registry.SetAliasAsync(new() { Name = "fraud", Alias = "champion", Version = "1" });
    }

    private static async Task<string[]> ReadAsync(MlflowClient client)
    {
        MlflowExperimentPage experiments = await client.Experiments.SearchAsync(new() { MaxResults = 10 });
        MlflowRunPage runs = await client.Runs.SearchAsync(
            new() { ExperimentIds = [.. experiments.Experiments.Select(experiment => experiment.ExperimentId)],
                OrderBy = ["attributes.start_time"] });
        string parent = runs.Runs.Single(run => run.Info.RunName == "über all").Info.RunId;
        return
        [
            .. experiments.Experiments.Select(Text),
            .. runs.Runs.Select(Text),
            Text(await client.Runs.GetMetricHistoryAsync(parent, "loss")),
            Text(await client.Registry.GetModelAsync("fraud")),
            Text(await client.Registry.SearchVersionsAsync("name = 'fraud'")),
            Text(await client.Registry.GetByAliasAsync("fraud", "champion")),
        ];
    }

    private static string Text<T>(T answer) => JsonSerializer.Serialize(answer, _options);

    private static readonly JsonSerializerOptions _options =
        new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
