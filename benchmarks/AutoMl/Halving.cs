using FraudMl;
using FraudMl.Benchmarks;

namespace AutoMl;

/// <summary>Successive halving over boosting rounds beside search at the full budget: the same space, trials and seeds.</summary>
internal static class Halving
{
    public static async Task RunAsync(HandbookWeeks weeks, Figures figures, BenchmarkArguments arguments)
    {
        double rounds = 0, halvedRounds = 0, best = 0, halvedBest = 0;
        int seeds = arguments.Number("--seeds", 5);
        for (int seed = 1; seed <= seeds; seed++)
        {
            (double Rounds, double Best) full = await SearchAsync(weeks, seed, arguments, null);
            (double Rounds, double Best) halved = await SearchAsync(weeks, seed, arguments, Pruners.SuccessiveHalving());
            Console.WriteLine(FormattableString.Invariant(
                $"seed {seed}: full {full.Best:0.0000} with {full.Rounds} rounds, halving {halved.Best:0.0000} with {halved.Rounds} ({halved.Rounds / full.Rounds:0.000})"));
            (rounds, best) = (rounds + full.Rounds, best + (full.Best / seeds));
            (halvedRounds, halvedBest) = (halvedRounds + halved.Rounds, halvedBest + (halved.Best / seeds));
        }

        figures.Add("halving: validation average precision (peer: full budget)", halvedBest, "", best);
        figures.Add("halving: rounds grown (peer: full budget)", halvedRounds, "", rounds);
    }

    private static async Task<(double Rounds, double Best)> SearchAsync(
        HandbookWeeks weeks, int seed, BenchmarkArguments arguments, IPruner? pruner)
    {
        var counter = new CountedTrainer.Counter();
        // Rounds are scored on rows held back, which learners hold for early stopping; no trial ends by it.
        ITrainer trainer = new CountedTrainer(
            Trainers.XGBoost(BoostingSpace.XGBoost with { EarlyStoppingRounds = 200, ValidationShare = 0.15 }), counter);
        ExperimentResult result = await new Experiment("halving").Compare(HandbookWeeks.Steps().Train(trainer).Build())
            .ValidateBy(HandbookWeeks.Validation).Seed(seed)
            .Optimize(Metrics.AveragePrecision, Budget.OfTrials(arguments.Number("--trials", 100)),
                BoostingSpace.WithXGBoost(ParameterSpace.Empty), pruner)
            .RunAsync(weeks.Train);
        return (counter.Rounds, result.BestReport.Mean(Metrics.AveragePrecision));
    }
}
