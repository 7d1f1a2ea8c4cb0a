using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Serving;

// Requests a second on this machine's loopback, four connections, 4,096 distinct transactions in turn; then the scorer without HTTP.
const int ConnectionCount = 4;
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "creditcard_subset.csv.gz");
var figures = new Figures(arguments.Json);
Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 4096, FraudRatio = 0.03, Seed = 3 });
FraudModel model = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression())
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5)).Build().Fit(data);
Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, data.RowCount).Select(row => model.Inputs.ToDictionary(
    input => input.Name, input => (object?)((NumberColumn)data[input.Name]).Values[row]))];
string[] bodies = [.. rows.Select(row => new JsonObject(row.Select(cell =>
    KeyValuePair.Create(cell.Key, (JsonNode?)JsonValue.Create((float)cell.Value!)))).ToJsonString())];

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddFraudScoringModel(model);
await using WebApplication app = builder.Build();
app.MapFraudScoring();
await app.StartAsync();
if (arguments.Wants("http"))
{
    await MeasureAsync("http: /score", "/score", bodies);
    await MeasureAsync("http: /score?reasons=3", "/score?reasons=3", bodies);
    await MeasureAsync("http: /invocations, one row", "/invocations", [.. bodies.Select(body => $"{{\"dataframe_records\":[{body}]}}")]);
    await MeasureAsync("http: /invocations, 100 rows", "/invocations",
        [.. bodies.Chunk(100).Select(chunk => $"{{\"dataframe_records\":[{string.Join(',', chunk)}]}}")]);
}

if (arguments.Wants("scorer")) MeasureScorer(app.Services);
await app.StopAsync();
figures.Save();

async Task MeasureAsync(string name, string path, string[] requests)
{
    byte[][] contents = [.. requests.Select(Encoding.UTF8.GetBytes)];
    await SendAsync(path, contents, TimeSpan.FromSeconds(1));
    figures.Add(name, await SendAsync(path, contents, TimeSpan.FromSeconds(4)), "requests/s");
}

async Task<double> SendAsync(string path, byte[][] contents, TimeSpan duration)
{
    var watch = Stopwatch.StartNew();
    int[] counts = await Task.WhenAll(Enumerable.Range(0, ConnectionCount).Select(async first =>
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        int count = 0;
        for (; watch.Elapsed < duration; count++)
        {
            using var content = new ByteArrayContent(contents[(first * 997 + count) % contents.Length]);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null);
        }

        return count;
    }));
    return counts.Sum() / watch.Elapsed.TotalSeconds;
}

void MeasureScorer(IServiceProvider services)
{
    IFraudScorer scorer = services.GetRequiredService<IFraudScorer>();
    for (int i = 0; i < 20; i++) Array.ForEach(rows, row => scorer.Decide(row));
    long allocated = GC.GetAllocatedBytesForCurrentThread();
    var watch = Stopwatch.StartNew();
    for (int i = 0; i < 20; i++) Array.ForEach(rows, row => scorer.Decide(row));
    double count = 20 * rows.Length;
    figures.Add("scorer: Decide of values by name", watch.Elapsed.TotalMicroseconds / count, "µs");
    figures.Add("scorer: Decide of values by name, allocated", (GC.GetAllocatedBytesForCurrentThread() - allocated) / count, "bytes");
}
