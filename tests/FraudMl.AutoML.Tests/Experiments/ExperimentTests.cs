namespace FraudMl.Tests;

public sealed class ExperimentTests
{
    private static readonly ParameterSpace Worse = new ParameterSpace([]).Range("Ridge", 1e7, 1e9, Scale.Log);

    [Fact]
    public async Task The_candidate_with_the_best_mean_wins_and_is_fitted_and_evaluated()
    {
        ExperimentResult result = await new Experiment("compare")
            .Compare(Pipelines.Newton(ridge: 1e9, iterations: 1), Pipelines.Newton(), Pipelines.Newton(iterations: 1))
            .EvaluateOn(Pipelines.Test).RunAsync(Pipelines.Train);
        result.Trials.Select(trial => trial.Trial.Number).ShouldBe([1, 2, 3]);
        result.BestReport.Mean(Metrics.AveragePrecision).ShouldBe(result.Trials.Max(trial => trial.Report.Mean(Metrics.AveragePrecision)));
        result.BestTrial.Phase.ShouldBe(TrialPhase.Compare);
        result.BestTrial.PhaseName.ShouldBe("compare");
        result.Best.Score(Pipelines.Test).ShouldBe(result.BestPipeline.Fit(Pipelines.Train).Score(Pipelines.Test));
        result.Evaluation![Metrics.AveragePrecision].ShouldBe(result.Best.Evaluate(Pipelines.Test)[Metrics.AveragePrecision]);
        result.ToString().Split('\n')[0].ShouldContain("average_precision");
    }

    [Fact]
    public async Task Of_equal_candidates_the_first_wins() =>
        (await new Experiment("ties").Compare(Pipelines.Newton(), Pipelines.Newton(), Pipelines.Newton()).Parallelize(3)
            .RunAsync(Pipelines.Train))
            .BestTrial.Number.ShouldBe(1);

    [Fact]
    public async Task A_metric_where_less_is_better_decides_so()
    {
        ExperimentResult result = await new Experiment("loss").Compare(Pipelines.Newton(ridge: 1e9), Pipelines.Newton())
            .RankBy(Metrics.LogLoss).RunAsync(Pipelines.Train);
        result.BestTrial.Number.ShouldBe(2);
        result.ToString().Split('\n')[0].ShouldStartWith("#2 Newton (Ridge 1)");
    }

    [Fact]
    public async Task The_winner_as_it_was_given_stays_a_contender()
    {
        ExperimentResult result = await new Experiment("tune").Compare(Pipelines.Newton())
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(4), Worse).RankBy(Metrics.LogLoss)
            .RunAsync(Pipelines.Train);
        result.Trials.Count.ShouldBe(5);
        result.BestTrial.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_space_across_pipelines_searches_every_learner_of_them()
    {
        FraudPipeline[] pipelines = [Pipelines.Newton(), Pipelines.With(new CurveTrainer())];
        ExperimentResult result = await new Experiment("across").Compare(pipelines)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(12), ParameterSpace.Across(pipelines))
            .RunAsync(Pipelines.Train);
        result.Trials.Where(trial => trial.Trial.Phase == TrialPhase.Tune).Select(trial => trial.Trial.Pipeline.Trainer.Name).Distinct()
            .ShouldBe(["Newton", "Curve"], ignoreOrder: true);
        result.FailedTrials.ShouldBeEmpty();
    }

    [Fact]
    public async Task Phases_tune_the_winner_so_far_in_order()
    {
        ExperimentResult result = await new Experiment("phases").Compare(Pipelines.Newton(ridge: 1e7))
            .Optimize(Metrics.LogLoss, Search.Grid(new() { PointsPerParameter = 2 }), Budget.OfTrials(10),
                new ParameterSpace([]).Range("Ridge", 0.5, 2))
            .Optimize(Metrics.LogLoss, Search.Random(), Budget.OfTrials(3),
                new ParameterSpace([]).Range("IterationCount", 1, 5, isInteger: true))
            .RunAsync(Pipelines.Train);
        result.Metric.ShouldBe(Metrics.LogLoss);
        result.Trials.Select(trial => trial.Trial.PhaseName).ShouldBe(["compare", "grid", "grid", "random", "random", "random"]);
        result.Histories.Select(history => history.Trials.Count).ShouldBe([2, 3]);
        result.Histories.Min(history => history.Best!.Values[0])
            .ShouldBe(result.Trials.Skip(1).Min(trial => trial.Report.Mean(Metrics.LogLoss)));
        result.Histories[1].Importances().Single().Name.ShouldBe("trainer.IterationCount");
        double[] ridges = [.. result.Trials.Select(trial => ((NewtonOptions)trial.Trial.Pipeline.Trainer.Options).Ridge)];
        ridges[1..3].ShouldBe([0.5, 2], ignoreOrder: true);
        ridges[3..].Distinct().Count().ShouldBe(1);
        ridges[3].ShouldBeLessThan(3);
        result.Trials[3].Trial.Parameters.Keys.ShouldBe(["trainer.IterationCount"]);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(8)]
    public async Task The_result_does_not_depend_on_how_many_trials_run_at_once(int parallelism)
    {
        ExperimentResult expected = await Tuned(3).RunAsync(Pipelines.Train);
        ExperimentResult result = await Tuned(parallelism).RunAsync(Pipelines.Train);
        result.ToString().ShouldBe(expected.ToString());
        result.BestTrial.Number.ShouldBe(expected.BestTrial.Number);
        result.Trials.Select(trial => string.Join(", ", trial.Trial.Parameters))
            .ShouldBe(expected.Trials.Select(trial => string.Join(", ", trial.Trial.Parameters)));
        result.Best.Score(Pipelines.Test).ShouldBe(expected.Best.Score(Pipelines.Test));
    }

    [Fact]
    public async Task Another_seed_proposes_other_parameters()
    {
        ExperimentResult one = await Tuned(2).RunAsync(Pipelines.Train);
        ExperimentResult other = await Tuned(2).Seed(43).RunAsync(Pipelines.Train);
        other.Trials[^1].Trial.Parameters["trainer.Ridge"].ShouldNotBe(one.Trials[^1].Trial.Parameters["trainer.Ridge"]);
    }

    [Fact]
    public async Task Trials_that_run_at_once_share_the_processors_and_have_seeds_of_their_own()
    {
        var runner = new LocalRunner(2);
        await new Experiment("seeds").Compare(Pipelines.Newton(), Pipelines.Newton(), Pipelines.Newton()).RunOn(runner)
            .RunAsync(Pipelines.Train);
        runner.Started.Select(work => work.Trial.Seed).Distinct().Count().ShouldBe(3);
        runner.Started.ShouldAllBe(work => work.ThreadCount == Math.Max(1, Environment.ProcessorCount / 2) && work.Trial.Seed >= 0);
    }

    [Fact]
    public async Task A_winner_with_nothing_to_tune_is_kept_with_a_warning()
    {
        using var release = new ManualResetEventSlim();
        ExperimentResult result = await new Experiment("nothing").Compare(Pipelines.Stalling(Stall.Never, release))
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(3)).RunAsync(Pipelines.Train);
        result.BestTrial.Number.ShouldBe(1);
        result.Warnings.ShouldBe(["The winner so far, Stalling Never, has nothing to tune by random search; that phase was left out."]);
    }

    private static Experiment Tuned(int parallelism) =>
        new Experiment("tuned").Compare(Pipelines.Newton(ridge: 50), Pipelines.Newton(ridge: 70, iterations: 1))
        .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(5))
        .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(6)).Parallelize(parallelism);
}
