using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Profiling;

// What watching costs: counting scored rows of 30 features into the bins of drift, in blocks of 256 rows and of one, beside scoring them
// with 200 trees of 31 leaves; and a report over the counts.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
var figures = new Figures(arguments.Json);
Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 20_000, FraudRatio = 0.01, Seed = 5 });
FraudModel model = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(data);
var reference = ReferenceProfile.Of(model, data);
var counter = new DriftCounter(model, reference);
DriftCounts counts = counter.NewCounts();
Console.WriteLine($"{model.Inputs.Count} inputs");
foreach (int blockRowCount in new[] { 256, 1 })
{
    // Few sessions, as a server has them, whose rows are in the cache.
    ScoringSession[] sessions = [.. Enumerable.Range(0, 16).Select(block => Scored(block * blockRowCount, blockRowCount))];
    double best = double.MaxValue;
    for (int run = 0; run < 2000; run++)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (ScoringSession session in sessions) counter.Count(session, counts);
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (16 * blockRowCount));
    }

    figures.Add($"counting a row, blocks of {blockRowCount}", best, "ns");
}

long reportStart = Stopwatch.GetTimestamp();
var report = DriftReport.Of(reference, counts);
figures.Add("report, first of the process", Stopwatch.GetElapsedTime(reportStart).TotalMilliseconds, "ms");
reportStart = Stopwatch.GetTimestamp();
report = DriftReport.Of(reference, counts);
figures.Add("report", Stopwatch.GetElapsedTime(reportStart).TotalMilliseconds, "ms");
figures.Save();

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
