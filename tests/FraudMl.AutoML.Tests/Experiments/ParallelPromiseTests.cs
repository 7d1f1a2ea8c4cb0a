namespace FraudMl.Tests;

/// <summary>The promise of decision 0015: what comes out does not depend on how many trials run at once.</summary>
public sealed class ParallelPromiseTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(4), InlineData(7)]
    public async Task A_search_that_uses_its_history_proposes_the_same_for_any_parallelism(int parallelism)
    {
        (ExperimentResult result, ClimbingSearch search) = await RunAsync(parallelism, pruner: null);
        (ExperimentResult expected, ClimbingSearch other) = await RunAsync(3, pruner: null);

        Text(result).ShouldBe(Text(expected));
        search.Seen.Select(Text).ShouldBe(other.Seen.Select(Text));
        search.Seen[^1].Count(trial => trial.State == TrialState.Completed).ShouldBe(12);
        search.Seen.ShouldContain(history => history.Any(trial => trial.State == TrialState.Running && trial.Values.Count == 0));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(4), InlineData(7)]
    public async Task Trials_are_pruned_at_the_same_places_for_any_parallelism(int parallelism)
    {
        (ExperimentResult result, ClimbingSearch search) = await RunAsync(parallelism, Pruners.Median(new() { StartupTrialCount = 3 }));
        (ExperimentResult expected, ClimbingSearch other) = await RunAsync(3, Pruners.Median(new() { StartupTrialCount = 3 }));

        Text(result).ShouldBe(Text(expected));
        search.Seen.Select(Text).ShouldBe(other.Seen.Select(Text));
        result.PrunedTrials.Count.ShouldBeInRange(1, 12);
        result.BestTrial.Number.ShouldBe(expected.BestTrial.Number);
        result.Best.Score(Pipelines.Test).ShouldBe(expected.Best.Score(Pipelines.Test));
    }

    [Fact]
    public async Task A_search_that_ignores_its_history_waits_for_nobody()
    {
        var seen = new RecordingObserver();
        await new Experiment("free").Compare(Pipelines.Newton()).Observe(seen).Parallelize(6).Batch(2)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(6)).RunAsync(Pipelines.Train);
        seen.Of<TrialCompleted>().Count().ShouldBe(7);
    }

    [Fact]
    public async Task A_batch_is_proposed_from_the_batches_before_it()
    {
        (_, ClimbingSearch search) = await RunAsync(2, pruner: null, batch: 5);
        search.Seen.Select(history => history.Count(trial => trial.State == TrialState.Completed))
            .ShouldBe([0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10]);
        search.Seen.Select(history => history.Count(trial => trial.State == TrialState.Running))
            .ShouldBe([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3]);
    }

    private static async Task<(ExperimentResult Result, ClimbingSearch Search)> RunAsync(int parallelism, IPruner? pruner, int batch = 4)
    {
        var search = new ClimbingSearch();
        ExperimentResult result = await new Experiment("promise").Compare(Pipelines.With(new CurveTrainer()))
            .ValidateBy(Folds.Stratified(3))
            .Optimize(Metrics.AveragePrecision, search, Budget.OfTrials(14), pruner: pruner).Batch(batch).Parallelize(parallelism)
            .RunAsync(Pipelines.Train);
        return (result, search);
    }

    private static string Text(ExperimentResult result) =>
        $"{result}{string.Join("; ", result.Trials.Select(trial => string.Join(", ", trial.Trial.Parameters)))} {string.Join("; ", result.PrunedTrials.Select(trial => $"{trial.Trial.Number} {trial.Step}"))}";

    private static string Text(IReadOnlyList<SearchTrial> history) => string.Join("\n", history.Select(trial =>
        $"{trial.State} {trial.Score:R} {string.Join(", ", trial.Parameters.Values)} {string.Join(", ", trial.Values.OrderBy(value => value.Key.ToString(), StringComparer.Ordinal))}"));
}
