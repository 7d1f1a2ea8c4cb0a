using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>Tuning that sees the validation weeks only, and the test weeks of what it chose.</summary>
internal static class HandbookTuning
{
    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments)
    {
        FraudPipeline first = HandbookWeeks.Steps().Train(Trainers.XGBoost(BoostingSpace.XGBoost)).Build();
        foreach (int seed in Enumerable.Range(1, arguments.Number("--seeds", 1)))
        {
            long start = Stopwatch.GetTimestamp();
            ExperimentResult result = await new Experiment("handbook").Compare(first).ValidateBy(HandbookWeeks.Validation).Seed(seed)
                .Optimize(Metrics.AveragePrecision, Budget.OfTrials(arguments.Number("--trials", 100)), BoostingSpace.OfBoth)
                .Observe(new ConsoleProgress())
                .RunAsync(weeks.Train);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{result.BestTrial.Title}: {result.BestTrial.ParameterText}");
            figures.Add($"seed {seed}: validation average precision", result.BestReport.Mean(Metrics.AveragePrecision), "");
            figures.Add($"seed {seed}: test average precision, mean of four weeks (published)", weeks.TestWeeks(result.BestPipeline).Average(), "", 0.687);
            figures.Add($"seed {seed}: search", seconds, "s");
        }
    }
}
