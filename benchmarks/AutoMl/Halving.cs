using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>XGBoost tuned with successive halving over boosting rounds, beside the same trials at their full budget and, where its folder
/// is named, beside Optuna and XGBoost in Python: the same space, rows and folds, one after the other.</summary>
internal static class Halving
{
    // Half of the trials go on after 20, 40 and 80 rounds of the first fold and after two folds.
    private static readonly IPruner Rungs =
        Pruners.SuccessiveHalving(new() { MinimumIterationCount = 20, MinimumFoldCount = 2, ReductionFactor = 2 });

    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments)
    {
        int trials = arguments.Number("--trials", 100);
        string? optuna = arguments.Value("--optuna");
        foreach (int seed in Enumerable.Range(1, arguments.Number("--seeds", 1)))
        {
            Search full = await SearchAsync(weeks, seed, trials, null);
            Search halved = await SearchAsync(weeks, seed, trials, Rungs);
            double[]? peer = optuna is null ? null : BesideOptuna.Run(weeks.Train, optuna, trials, seed);
            string name = FormattableString.Invariant($"seed {seed}, {trials} trials");
            figures.Add($"{name}, halving: validation average precision (full)", halved.Best, "", full.Best);
            figures.Add($"{name}, halving: rounds grown (full)", halved.Rounds, "", full.Rounds);
            figures.Add($"{name}, halving: time (full)", halved.Seconds, "s", full.Seconds);
            if (peer is not [var seconds, var best, _]) continue;
            figures.Add($"{name}, full: validation average precision (Optuna)", full.Best, "", best);
            figures.Add($"{name}, full: time (Optuna)", full.Seconds, "s", seconds);
            figures.Add($"{name}, halving: time (Optuna)", halved.Seconds, "s", seconds);
        }
    }

    private static async Task<Search> SearchAsync(HandbookWeeks weeks, int seed, int trials, IPruner? pruner)
    {
        var counter = new CountedTrainer.Counter();
        ITrainer trainer = new CountedTrainer(Trainers.XGBoost(BoostingSpace.XGBoost), counter);
        long start = Stopwatch.GetTimestamp();
        ExperimentResult result = await new Experiment("halving").Compare(HandbookWeeks.Steps().Train(trainer).Build())
            .ValidateBy(HandbookWeeks.Validation).Seed(seed)
            .Optimize(Metrics.AveragePrecision, Budget.OfTrials(trials - 1), BoostingSpace.OfXGBoost, pruner)
            .RunAsync(weeks.Train);
        return new(counter.Rounds, result.BestReport.Mean(Metrics.AveragePrecision), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private sealed record Search(long Rounds, double Best, double Seconds);
}
