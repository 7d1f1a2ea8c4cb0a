namespace FraudMl.Tests;

public sealed class PruningTests
{
    private readonly RecordingObserver _seen = new();

    [Fact]
    public async Task Halving_follows_learners_that_hold_no_rows_back_on_the_rows_validated_and_others_do_not()
    {
        async Task<double?[]> ScoresAsync(IPruner pruner)
        {
            var seen = new RecordingObserver();
            await new Experiment("followed").Compare(Pipelines.With(new FollowedTrainer())).ValidateBy(Folds.Stratified(3))
                .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(1), pruner: pruner).Observe(seen)
                .RunAsync(Pipelines.Train);
            return [.. seen.Events.OfType<IterationCompleted>().OrderBy(done => (done.Trial.Number, done.Fold))
                .Select(done => done.Iteration.ValidationScore)];
        }

        (await ScoresAsync(Pruners.SuccessiveHalving())).ShouldBe([null, null, null, 200, null, null]);
        (await ScoresAsync(Pruners.Hyperband())).ShouldBe([null, null, null, 200, null, null]);
        (await ScoresAsync(Pruners.Median())).ShouldAllBe(score => score == null);
        (await ScoresAsync(Pruners.Patient(Pruners.Median()))).ShouldAllBe(score => score == null);
    }

    [Fact]
    public void Halving_follows_its_rungs_and_patience_all_iterations()
    {
        IPruner halving = Pruners.SuccessiveHalving(new() { MinimumIterationCount = 5, ReductionFactor = 3 });

        halving.FollowedIterations!.Take(3).ShouldBe([5, 15, 45]);
        Pruners.Patient(halving).FollowedIterations.ShouldBeNull();
        Pruners.Patient(Pruners.Median()).FollowedIterations.ShouldBe([]);
    }

    [Fact]
    public async Task A_pruned_trial_is_an_event_and_a_state_and_never_wins()
    {
        ExperimentResult result = await RunAsync(new HeightPruner(atIterations: true), 0.1, 0.9, 0.2);

        result.PrunedTrials.Select(trial => (trial.Trial.Parameters["trainer.Height"], trial.Step.ToString(), trial.Pruner))
            .ShouldBe([(0.1, "fold 1, iteration 3", "height"), (0.2, "fold 1, iteration 3", "height")], ignoreOrder: true);
        _seen.Of<TrialPruned>().Count().ShouldBe(2);
        result.Trials.Count.ShouldBe(2);
        result.ToString().ShouldContain("pruned after fold 1, iteration 3");
        foreach (IGrouping<int, TrialEvent> trial in _seen.Of<TrialEvent>().GroupBy(happened => happened.Trial.Number)
            .Where(trial => trial.Any(happened => happened is TrialPruned)))
        {
            trial.Last().ShouldBeOfType<TrialPruned>();
            trial.ShouldNotContain(happened => happened is FoldCompleted);
        }
    }

    [Fact]
    public async Task A_trial_pruned_after_a_fold_keeps_the_folds_before()
    {
        ExperimentResult result = await RunAsync(new HeightPruner(atIterations: false), 0.1);

        TrialPruned pruned = result.PrunedTrials.ShouldHaveSingleItem();
        pruned.Step.ShouldBe(new TrialStep(1));
        _seen.Of<FoldCompleted>().Where(fold => fold.Trial.Number == pruned.Trial.Number).Select(fold => fold.Result.Fold).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task What_a_left_behind_trial_tells_later_changes_no_history()
    {
        var runner = new TalkativeRunner();
        var search = new ClimbingSearch();

        await new Experiment("late").Compare(Pipelines.Newton()).Observe(_seen).RunOn(runner).Batch(1)
            .Optimize(Metrics.AveragePrecision, search, Budget.OfTrials(4)).RunAsync(Pipelines.Train);

        _seen.Of<FoldCompleted>().Count().ShouldBe(5 * 5);
        double[] firstFolds = [.. _seen.Of<FoldCompleted>().Where(fold => fold.Result.Fold == 0)
            .Select(fold => fold.Result[Metrics.AveragePrecision])];
        search.Seen[^1].Select(trial => trial.Values[new TrialStep(0)]).ShouldBe(firstFolds[1..^1]);
        search.Seen[^1].ShouldAllBe(trial => trial.Values[new TrialStep(4)] == trial.Score);
        runner.LateAnswers.ShouldAllBe(answer => answer == TrialDirective.Stop);
        runner.LateAnswers.Count.ShouldBe(4);
    }

    private Task<ExperimentResult> RunAsync(IPruner pruner, params double[] heights) => new Experiment("pruned")
        .Compare(Pipelines.With(new CurveTrainer(new() { Height = 0.8 }))).Observe(_seen).ValidateBy(Folds.Stratified(3))
        .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(10),
            ParameterSpace.Empty.Choices("Height", [.. heights.Cast<object>()]), pruner)
        .RunAsync(Pipelines.Train);

    /// <summary>Stops low trials at their third iteration, or after their second fold.</summary>
    private sealed class HeightPruner(bool atIterations) : IPruner
    {
        public string Name => "height";

        public TrialDirective Judge(in TrialProgress progress) =>
            (double)progress.Parameters.Values["trainer.Height"] < 0.5
                && (atIterations ? progress.Step.Iteration == 3 : progress.Step == new TrialStep(1))
                ? TrialDirective.Stop
                : TrialDirective.Continue;
    }

    /// <summary>Tells each trial's first fold once more when the next trial runs.</summary>
    private sealed class TalkativeRunner : ITrialRunner
    {
        private readonly InProcessTrialRunner _runner = new(1);
        private Func<TrialDirective>? _late;

        public List<TrialDirective> LateAnswers { get; } = [];

        public int Parallelism => 1;

        public Task<CrossValidationReport> RunAsync(TrialWork work, Func<FitProgress, TrialDirective> progress,
            CancellationToken cancellationToken)
        {
            if (_late is { } late) LateAnswers.Add(late());
            return _runner.RunAsync(
                work,
                told =>
                {
                    if (told.Result is { Fold: 0 }) _late = () => progress(told);
                    return progress(told);
                },
                cancellationToken);
        }
    }
}
