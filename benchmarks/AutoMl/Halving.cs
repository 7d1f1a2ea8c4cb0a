using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>XGBoost tuned with successive halving over boosting rounds, beside a search whose trials all run in full and, where its folder
/// is named, beside Optuna and XGBoost in Python: the same space, rows and folds, one after the other.</summary>
internal static class Halving
{
    // Of the rounds that the full search grew, so many are the halving's; it tries as many trials as they allow.
    private const double ShareOfRounds = 0.35;
    private const int MostTrials = 1_000;

    // The first rung in rounds of the first fold and in folds, and the reduction factor.
    private const string DefaultRungs = "20,1,4";

    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments)
    {
        int trials = arguments.Number("--trials", 100);
        string? optuna = arguments.Value("--optuna");
        foreach (int seed in Enumerable.Range(1, arguments.Number("--seeds", 1)))
        {
            string name = FormattableString.Invariant($"seed {seed}, {trials} trials");
            Outcome full = await SearchAsync(weeks, seed, trials, null, long.MaxValue);
            double[]? peer = optuna is null ? null : BesideOptuna.Run(weeks.Train, optuna, trials, seed);
            figures.Add($"{name}, full: validation average precision (Optuna)", full.Best, "", peer?[1]);
            figures.Add($"{name}, full: time (Optuna)", full.Seconds, "s", peer?[0]);
            foreach (string rungs in (arguments.Value("--rungs") ?? DefaultRungs).Split(' '))
            {
                Outcome halved = await SearchAsync(weeks, seed, MostTrials, Pruner(rungs), (long)(ShareOfRounds * full.Rounds));
                figures.Add($"{name}, halving by {rungs}: validation average precision (full)", halved.Best, "", full.Best);
                figures.Add($"{name}, halving by {rungs}: rounds grown (full)", halved.Rounds, "", full.Rounds);
                figures.Add($"{name}, halving by {rungs}: trials (full)", halved.Trials, "", full.Trials);
                figures.Add($"{name}, halving by {rungs}: trials that ran to their end (full)", halved.Completed, "", full.Completed);
                figures.Add($"{name}, halving by {rungs}: time (full)", halved.Seconds, "s", full.Seconds);
                if (peer is not null) figures.Add($"{name}, halving by {rungs}: time (Optuna)", halved.Seconds, "s", peer[0]);
            }
        }
    }

    private static IPruner Pruner(string rungs)
    {
        int[] numbers = [.. rungs.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return Pruners.SuccessiveHalving(
            new() { MinimumIterationCount = numbers[0], MinimumFoldCount = numbers[1], ReductionFactor = numbers[2] });
    }

    private static async Task<Outcome> SearchAsync(HandbookWeeks weeks, int seed, int trials, IPruner? pruner, long mostRounds)
    {
        var counter = new CountedTrainer.Counter();
        ITrainer trainer = new CountedTrainer(Trainers.XGBoost(BoostingSpace.XGBoost), counter);
        long start = Stopwatch.GetTimestamp();
        ExperimentResult result = await new Experiment("halving").Compare(HandbookWeeks.Steps().Train(trainer).Build())
            .ValidateBy(HandbookWeeks.Validation).Seed(seed)
            .Optimize(Metrics.AveragePrecision, new UpToRounds(Search.Auto(), counter, mostRounds), Budget.OfTrials(trials - 1),
                BoostingSpace.OfXGBoost, pruner)
            .RunAsync(weeks.Train);
        int ended = result.Trials.Count + result.PrunedTrials.Count + result.FailedTrials.Count;
        return new(counter.Rounds, result.BestReport.Mean(Metrics.AveragePrecision), ended, result.Trials.Count,
            Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private sealed record Outcome(long Rounds, double Best, int Trials, int Completed, double Seconds);
}
