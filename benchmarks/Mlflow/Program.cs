using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using FraudMl.Benchmarks;
using FraudMl.Mlflow;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Metrics through log-batch over HTTP against the embedded server, beside what the recorded MLflow server took on two cores (8,400).
const int BatchSize = 1_000;
const int Batches = 500;
const double RecordedServer = 8_400;

BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
var figures = new Figures(arguments.Json);
string folder = Directory.CreateTempSubdirectory("mlflow-benchmark-").FullName;
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddMlflow(options => options with { TrackingUri = $"sqlite:///{folder}/mlflow.db", ArtifactRoot = "mlflow-artifacts:/" });
WebApplication app = builder.Build();
app.MapMlflowServer();
await app.StartAsync();
try
{
    using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    using var mlflow = MlflowClient.Connect(new MlflowOptions { TrackingUri = app.Urls.First(),
        SpoolFolder = Path.Combine(folder, "spool") });
    string experiment = await mlflow.GetOrCreateExperimentAsync("benchmark");

    foreach (int connections in (int[])[1, 4])
    {
        string[] runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => NewRunAsync()));
        await Task.WhenAll(runs.Select(run => PostAsync(run, first: 0, Batches / 20 / connections)));
        long peak = Process.GetCurrentProcess().WorkingSet64;
        long start = Stopwatch.GetTimestamp();
        Task[] work = [.. runs.Select(run => PostAsync(run, Batches, Batches / connections))];
        while (!Task.WhenAll(work).Wait(100))
            peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        figures.Add($"log-batch, {BatchSize} metrics, {connections} connection(s)",
            Batches / connections * connections * BatchSize / seconds, "metrics/s", RecordedServer);
        figures.Add($"  most memory of server and client, {connections} connection(s)", peak / 1e6, "MB");
    }

    // The peer's figures are those of the recorded server on the same two cores: 112 to 165 log-metric/s, 131 to 164 runs/get/s.
    string one = await NewRunAsync();
    await TimeAsync("log-metric, one at a time", 2_000, 140,
        i => PostJsonAsync("log-metric", $$"""{"run_id":"{{one}}","key":"m","value":{{i}},"timestamp":{{i}},"step":{{i}}}"""));
    await TimeAsync("runs/get, one at a time", 2_000, 150,
        async _ => (await client.GetAsync(new Uri($"/api/2.0/mlflow/runs/get?run_id={one}", UriKind.Relative))).Dispose());

    async Task<string> NewRunAsync() =>
        (await mlflow.Runs.CreateAsync(new MlflowCreateRun { ExperimentId = experiment, StartTime = 0 })).Run.Info.RunId;

    async Task PostAsync(string run, int first, int count)
    {
        for (int i = first; i < first + count; i++)
            await PostJsonAsync("log-batch", Batch(run, i));
    }

    async Task PostJsonAsync(string endpoint, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await client.PostAsync(new Uri($"/api/2.0/mlflow/runs/{endpoint}", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    async Task TimeAsync(string name, int count, double peer, Func<int, Task> work)
    {
        for (int i = 0; i < count / 10; i++)
            await work(i);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
            await work(count + i);
        figures.Add(name, count / Stopwatch.GetElapsedTime(start).TotalSeconds, "requests/s", peer);
    }
}
finally
{
    await app.StopAsync();
    await app.DisposeAsync();
    Directory.Delete(folder, recursive: true);
}

figures.Save();

// Eight metrics over many steps with values that never repeat, as training logs them.
static string Batch(string run, int number)
{
    var json = new StringBuilder($$"""{"run_id":"{{run}}","metrics":[""");
    for (int i = 0; i < BatchSize; i++)
    {
        long step = ((long)number * BatchSize + i) / 8;
        double value = Math.Sin(step * 0.001) / (1 + i % 8);
        json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
            $$"""{"key":"metric_{{i % 8}}","value":{{value:R}},"timestamp":{{1_700_000_000_000 + step}},"step":{{step}}}""");
    }

    return json.Append("]}").ToString();
}
