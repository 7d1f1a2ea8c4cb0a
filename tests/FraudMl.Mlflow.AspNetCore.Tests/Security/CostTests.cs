using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Cheap requests that once cost the server much: answered at once, whatever their size, and beside
/// them a write goes on.</summary>
public sealed class CostTests
{
    // Most of them took minutes or never ended; here a busy machine is the slowest part.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Ids = "\"experiment_ids\":[\"0\"]";

    public static TheoryData<string> Bodies => new(Requests.Keys);

    private static Dictionary<string, (string Path, string Body)> Requests { get; } = new()
    {
        ["digits"] = Search("metrics.a > " + new string('1', 100_000) + "a"),
        ["digits that are allowed"] = Search("metrics.a > " + new string('1', 9_900) + "a"),
        ["parentheses"] = Search(new string('(', 1_000_000)),
        ["parentheses that are allowed"] = Search(new string('(', 9_999)),
        ["quotes"] = Search(new string('\'', 9_999)),
        ["escaped quotes"] = Search(string.Concat(Enumerable.Repeat("'\\", 4_999))),
        ["both quotes"] = Search(string.Concat(Enumerable.Repeat("\"'", 4_999))),
        ["backticks"] = Search(new string('`', 9_999)),
        ["dots"] = Search("a" + string.Concat(Enumerable.Repeat(".b", 4_999)) + "!"),
        ["ANDs"] = Search(string.Join(" AND ", Enumerable.Repeat("params.a = 'b'", 1_100))),
        ["ANDs that fit"] = Search(string.Join(" AND ", Enumerable.Repeat("params.a='b'", 500))),
        ["IN"] = Search($"attributes.run_id IN ({string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"'{i}'"))})"),
        ["IN that fits"] = Search($"attributes.run_id IN ({string.Join(',', Enumerable.Range(0, 1_500).Select(i => $"'{i}'"))})"),
        ["LIKE"] = Search($"params.k LIKE '{string.Concat(Enumerable.Repeat("%a", 30_000))}'"),
        ["LIKE that fits"] = Search($"params.k LIKE '{string.Concat(Enumerable.Repeat("%a", 4_900))}%b'"),
        ["experiment ids"] = ("runs/search",
            $$"""{"experiment_ids":[{{string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"\"{i}\""))}}]}"""),
        ["experiment ids that are allowed"] = ("runs/search",
            $$"""{"experiment_ids":[{{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{i}\""))}}]}"""),
        ["order_by"] = ("runs/search",
            $$"""{ {{Ids}},"order_by":[{{string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"\"metrics.a{i} DESC\""))}}]}"""),
        ["order_by of spaces"] = ("runs/search", $$"""{ {{Ids}},"order_by":["a{{new string(' ', 300_000)}}x y"]}"""),
        ["percents in a source"] = ("model-versions/create",
            $$"""{"name":"cost","source":"models:/m-x/%{{string.Concat(Enumerable.Repeat("25", 200_000))}}"}"""),
        ["percents in a path"] = ("runs/create",
            $$"""{"experiment_id":"0","tags":[{"key":"%{{string.Concat(Enumerable.Repeat("25", 40_000))}}","value":""}]}"""),
        ["metrics"] = ("runs/log-batch",
            $$"""{"run_id":"r","metrics":[{{string.Join(',', Enumerable.Range(0, 400_000).Select(i => $$"""{"key":"a","value":1,"timestamp":1,"step":{{i}}}"""))}}]}"""),
        ["NaNs"] = ("runs/search", $$"""{"x":[{{string.Concat(Enumerable.Repeat("NaN,", 1_000_000))}}NaN]}"""),
        ["keys"] = ("runs/log-batch", $$"""{ {{string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"k{i}\":1"))}} }"""),
        ["brackets"] = ("runs/search", new string('[', 1_000_000)),
        ["a description"] = ("registered-models/create", $$"""{"name":"long","description":"{{new string('v', 20_000_000)}}"}"""),
        ["a name"] = ("experiments/create", $$"""{"name":"{{new string('n', 20_000_000)}}"}"""),
        ["a key"] = ("runs/set-tag", $$"""{"run_id":"r","key":"{{string.Concat(Enumerable.Repeat("a/", 1_000_000))}}","value":"v"}"""),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task It_is_answered_at_once_and_a_write_goes_on(string which)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        using MlflowClient client = app.Connect();
        await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = "cost" });
        await using (MlflowActiveRun run = await client.StartRunAsync("cost"))
            await run.LogParamAsync("k", new string('a', 5_900));
        (string path, string body) = Requests[which];
        long start = Stopwatch.GetTimestamp();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> answer = app.Client.PostAsync(new Uri($"/api/2.0/mlflow/{path}", UriKind.Relative), content);
        await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "beside" });
        using HttpResponseMessage answered = await answer;

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Patience);
        ((int)answered.StatusCode).ShouldBeLessThan(500);
        (await answered.Content.ReadAsStringAsync()).Length.ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task A_GET_costs_no_more()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 20; i++)
            (await app.Client.GetAsync(new Uri($"/api/2.0/mlflow/registered-models/search?filter={new string('1', 7_000)}a",
                UriKind.Relative))).Dispose();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Patience);
    }

    private static (string Path, string Body) Search(string filter) =>
        ("runs/search", $$"""{ {{Ids}},"filter":{{JsonSerializer.Serialize(filter)}} }""");
}
