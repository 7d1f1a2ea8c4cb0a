using System.Collections.Concurrent;

namespace FraudMl.Tests;

public sealed class RowFidelityTests
{
    private const int FraudCount = 40;

    [Fact]
    public async Task Every_rung_has_every_fraud_and_the_weight_of_all_rows()
    {
        var trainer = new SeeingTrainer(new NewtonOptions());

        ExperimentResult result = await Experiment(Pipelines.With(trainer), trialCount: 1).RunAsync(Pipelines.Train);

        // The candidate, the rungs of the first trial, which is the best of its rung, and the winner.
        result.Trials.Count.ShouldBe(2);
        var sizes = trainer.Seen.Where(seen => seen.Frauds == FraudCount).CountBy(seen => seen.Rows).ToDictionary();
        sizes.ShouldBe(new Dictionary<int, int> { [400] = 6, [FraudCount + 22] = 3, [FraudCount + 90] = 3 }, ignoreOrder: true);
        trainer.Seen.Where(seen => seen.Frauds == FraudCount).ShouldAllBe(seen => Math.Abs(seen.Weight - 400) < 0.01);
    }

    [Fact]
    public async Task Few_trials_go_on_and_only_those_that_ran_in_full_can_win()
    {
        ExperimentResult result = await Experiment(Pipelines.Newton(), 16).RunAsync(Pipelines.Train);

        result.PrunedTrials.Count.ShouldBeGreaterThan(4);
        result.PrunedTrials.ShouldAllBe(trial => trial.Pruner == "successive halving of rows" && trial.Step.RowShare < 1);
        $"{result.PrunedTrials[0].Step}".ShouldBeOneOf("6.25% of the legitimate rows", "25% of the legitimate rows");
        (result.Trials.Count + result.PrunedTrials.Count).ShouldBe(17);
        result.Trials.ShouldAllBe(trial => trial.Report.Folds.Sum(fold => fold.ValidationRowCount) == Pipelines.Train.RowCount);
    }

    [Fact]
    public async Task The_same_trials_go_on_however_many_run_at_once()
    {
        ExperimentResult one = await Experiment(Pipelines.Newton(), 12).Parallelize(1).RunAsync(Pipelines.Train);
        ExperimentResult many = await Experiment(Pipelines.Newton(), 12).Parallelize(4).RunAsync(Pipelines.Train);

        $"{many}".ShouldBe($"{one}");
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Should.Throw<FraudMlException>(() => Fidelity.Rows(0)).Message.ShouldBe("rungCount must be in [1, 5]. Got 0 instead.");
        Should.Throw<FraudMlException>(() => Fidelity.Rows(2, 1)).Message.ShouldBe("reductionFactor must be in [2, 100]. Got 1 instead.");
        $"{Fidelity.Rows()}".ShouldBe("rows 6.25%, 25%");
    }

    [Fact]
    public void A_place_with_fewer_rows_comes_before_all_of_the_full_run()
    {
        TrialStep few = new(0) { RowShare = 0.1 }, more = new(0) { RowShare = 0.5 };

        (few.IsUpTo(more), more.IsUpTo(few), more.IsUpTo(new TrialStep(0, 1)), new TrialStep(0, 1).IsUpTo(more))
            .ShouldBe((true, false, true, false));
    }

    private static Experiment Experiment(FraudPipeline pipeline, int trialCount) => new Experiment("rows").Compare(pipeline)
        .ValidateBy(Folds.Stratified(3, seed: 5))
        .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(trialCount),
            new ParameterSpace([]).Range("Ridge", 0.01, 1e6, Scale.Log), fidelity: Fidelity.Rows());

    private sealed class SeeingTrainer(NewtonOptions options) : ITrainer
    {
        public ConcurrentQueue<(int Rows, int Frauds, double Weight)> Seen { get; init; } = [];

        public string Name => "Seeing";

        public ValidatedOptions Options => options;

        public ITrainer With(ValidatedOptions other) => new SeeingTrainer((NewtonOptions)other) { Seen = Seen };

        public ScoringModel Train(TrainingData data, TrainingContext context)
        {
            Seen.Enqueue((data.Labels.Length, data.FraudCount,
                data.Weights.IsEmpty ? data.Labels.Length : data.Weights.ToArray().Sum(weight => (double)weight)));
            return new NewtonTrainer(options).Train(data with { Weights = default }, context);
        }
    }
}
