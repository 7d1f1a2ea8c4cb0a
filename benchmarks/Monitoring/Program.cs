using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Profiling;
using FraudMl.Serving;

// What watching costs a transaction of 30 features: counting it for drift by itself, and IFraudScorer.Score (a logistic regression, so that
// scoring hides nothing) alone, with drift, and with the audit log in its three ways of writing.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
var figures = new Figures(arguments.Json);
Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 20_000, FraudRatio = 0.01, Seed = 5 });
FraudModel model = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(data);
var reference = ReferenceProfile.Of(model, data);
Counting();
Console.WriteLine($"{model.Inputs.Count} inputs");
Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, 4096).Select(row => model.Inputs.ToDictionary(
    input => input.Name, input => (object?)((NumberColumn)data[input.Name]).Values[row]))];
await ScoreAsync("score", calls: 200_000, _ => { }, reference: null);
await ScoreAsync("score, drift", calls: 200_000, _ => { }, reference);
foreach (AuditWriting writing in Enum.GetValues<AuditWriting>())
{
    string folder = Directory.CreateTempSubdirectory("audit-").FullName;
    await ScoreAsync($"score, audit {writing}", writing == AuditWriting.Flushed ? 1000 : 100_000,
        services => services.AddFraudAudit(folder, options => options.Writing = writing), reference: null);
    long start = Stopwatch.GetTimestamp();
    AuditVerification verified = AuditLog.Verify(folder);
    figures.Add("verifying a record", Stopwatch.GetElapsedTime(start).TotalMicroseconds / verified.RecordCount, "us");
    Directory.Delete(folder, recursive: true);
}

figures.Save();

void Counting()
{
    var counter = new DriftCounter(model, reference);
    DriftCounts counts = counter.NewCounts();
    foreach (int blockRowCount in new[] { 256, 1 })
    {
        // Few sessions, as a server has them, whose rows are in the cache.
        ScoringSession[] sessions = [.. Enumerable.Range(0, 16).Select(block => Scored(block * blockRowCount, blockRowCount))];
        double best = double.MaxValue;
        for (int run = 0; run < 5000; run++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (ScoringSession session in sessions) counter.Count(session, counts);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (16 * blockRowCount));
        }

        figures.Add($"counting a row, blocks of {blockRowCount}", best, "ns");
    }

    long reportStart = Stopwatch.GetTimestamp();
    _ = DriftReport.Of(reference, counts);
    _ = Stopwatch.GetElapsedTime(reportStart);
    reportStart = Stopwatch.GetTimestamp();
    _ = DriftReport.Of(reference, counts);
    figures.Add("drift report", Stopwatch.GetElapsedTime(reportStart).TotalMilliseconds, "ms");
}

async Task ScoreAsync(string name, int calls, Action<IServiceCollection> register, ReferenceProfile? reference)
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddFraudScoringModel(model, reference: reference);
    register(builder.Services);
    await using WebApplication app = builder.Build();
    await app.StartAsync();
    IFraudScorer scorer = app.Services.GetRequiredService<IFraudScorer>();
    double best = double.MaxValue;
    for (int run = 0; run < 5; run++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++) scorer.Score(rows[call % rows.Length]);
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls);
    }

    figures.Add(name, best, "us");
    await app.StopAsync();
}

ScoringSession Scored(int first, int rowCount)
{
    ScoringSession session = model.OpenSession(rowCount);
    for (int row = 0; row < rowCount; row++)
    {
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            if (data[model.Inputs[input].Name] is NumberColumn numbers) session.SetNumber(row, input, numbers.Values[first + row]);
        }
    }

    session.Score();
    return session;
}
