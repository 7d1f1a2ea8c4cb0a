using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Experiments;

namespace AutoMl;

/// <summary>A hundred trials that see the validation weeks only, and the test weeks of what they chose.</summary>
internal static class HandbookTuning
{
    // The last trials average the learners of the best so far.
    private static readonly int[] Averaged = [3, 5, 10, 20];

    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments)
    {
        foreach (int seed in Enumerable.Range(1, arguments.Number("--seeds", 1)))
        {
            long start = Stopwatch.GetTimestamp();
            int searched = Math.Max(Averaged[^1], arguments.Number("--trials", 100) - Averaged.Length);
            ExperimentResult result = await Experiment(seed).Compare(BoostingSpace.Given)
                .Optimize(Metrics.AveragePrecision, Budget.OfTrials(searched - BoostingSpace.Given.Length), BoostingSpace.OfBoth)
                .RunAsync(weeks.Train);
            ITrainer[] best = [.. result.Trials.Where(trial => trial.Trial.Pipeline.Steps.Count == result.BestPipeline.Steps.Count)
                .OrderByDescending(trial => trial.Report.Mean(Metrics.AveragePrecision))
                .Select(trial => trial.Trial.Pipeline.Trainer)];
            ExperimentResult chosen = await Experiment(seed).Compare([result.BestPipeline, .. Averaged.Select(count =>
                result.BestPipeline.With(Trainers.Average(best[..Math.Min(count, best.Length)])).Named($"average of {count}"))])
                .RunAsync(weeks.Train);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            foreach (TrialCompleted given in result.Trials.Take(BoostingSpace.Given.Length))
                figures.Add($"seed {seed}, given, {given.Trial.Title}: validation", given.Report.Mean(Metrics.AveragePrecision), "");
            foreach (TrialCompleted average in chosen.Trials)
                figures.Add($"seed {seed}, {average.Trial.Name}: validation", average.Report.Mean(Metrics.AveragePrecision), "");
            string name = $"seed {seed}, the chosen ({chosen.BestTrial.Name})";
            double[] test = weeks.TestWeeks(chosen.BestPipeline);
            figures.Add($"{name}: validation average precision", chosen.BestReport.Mean(Metrics.AveragePrecision), "");
            figures.Add($"{name}: test average precision (published)", test.Average(), "", 0.687);
            Console.WriteLine($"test weeks: {string.Join(" ", test.Select(week => FormattableString.Invariant($"{week:0.0000}")))}");
            figures.Add($"seed {seed}: the search and the averages", seconds, "s");
        }
    }

    private static Experiment Experiment(int seed) => new Experiment("handbook").ValidateBy(HandbookWeeks.Validation).Seed(seed);
}
