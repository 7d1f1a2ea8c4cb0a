namespace FraudMl.Tests;

public sealed class FailureTests
{
    private readonly RecordingObserver _seen = new();

    [Fact]
    public async Task A_candidate_that_fails_fails_alone()
    {
        ExperimentResult result = await new Experiment("one fails").Compare(Pipelines.Failing("liblearn.so is missing."),
            Pipelines.Newton())
            .Observe(_seen).RunAsync(Pipelines.Train);
        result.BestTrial.Number.ShouldBe(2);
        _seen.Of<TrialFailed>().Single().Reason.ShouldBe("liblearn.so is missing.");
        result.FailedTrials.Single().Trial.Name.ShouldBe("Failing");
    }

    [Fact]
    public async Task A_crash_inside_a_learner_fails_its_trial_only()
    {
        await new Experiment("crash").Compare(Pipelines.With(new FailingTrainer(() => new DllNotFoundException("gone"))),
            Pipelines.Newton())
            .Observe(_seen).RunAsync(Pipelines.Train);
        _seen.Of<TrialFailed>().Single().Reason.ShouldBe("DllNotFoundException: gone");
    }

    [Fact]
    public async Task A_learner_without_its_native_library_is_left_out_with_a_warning()
    {
        ExperimentResult result = await new Experiment("missing").Compare(
            Pipelines.With(new FailingTrainer(() => new MissingNativeLibraryException("libgone", "Install libgone0."))), Pipelines.Newton())
            .RunAsync(Pipelines.Train);
        result.BestTrial.Number.ShouldBe(2);
        result.Warnings.ShouldBe(["Failing was left out. The native library 'libgone' could not be loaded. Install libgone0."]);
    }

    [Fact]
    public async Task When_every_candidate_fails_the_experiment_names_all_reasons()
    {
        Experiment experiment = new Experiment("all fail").Compare(Pipelines.Failing("First reason."), Pipelines.Failing("Second reason."))
            .Observe(_seen);
        var error = await Should.ThrowAsync<FraudMlException>(() => experiment.RunAsync(Pipelines.Train));
        error.Message.ShouldBe(
            "Every candidate of the experiment 'all fail' failed:\n- #1 Failing: First reason.\n- #2 Failing (2): Second reason.");
        _seen.Events[^1].ShouldBeOfType<ExperimentFailed>().Reason.ShouldBe(error.Message);
    }

    [Theory]
    [InlineData(0, "The experiment 'data' needs both classes, and the training data has 0 frauds among 50 rows. Add rows of the other "
        + "class, or check the label column.")]
    [InlineData(3, "5 stratified folds need at least 5 rows of each class, and there are 3 frauds among 53 rows. Ask for fewer folds, or "
        + "bring more data.")]
    public async Task Data_that_no_candidate_can_learn_from_fails_at_once(int frauds, string message)
    {
        Dataset data = Datasets.Of(Rows.Random(frauds, 50));
        Experiment experiment = new Experiment("data").Compare(Pipelines.Newton()).Observe(_seen);
        (await Should.ThrowAsync<FraudMlException>(() => experiment.RunAsync(data))).Message.ShouldBe(message);
        _seen.Events.Select(seen => seen.GetType()).ShouldBe([typeof(ExperimentStarted), typeof(ExperimentFailed)]);
    }

    [Fact]
    public async Task A_plan_that_can_not_work_is_refused_with_every_problem()
    {
        Experiment experiment = new Experiment("plan").Compare(Pipelines.Newton()).Observe(_seen)
            .EvaluateOn(Datasets.Of(Rows.Random(20, 20, columns: 3)))
            .Optimize(Metrics.AveragePrecision, Search.Grid(new() { PointsPerParameter = 1000 }), Budget.OfTrials(3),
                new ParameterSpace([]).Range("Rigde", 1, 2))
            .Optimize(Metrics.AveragePrecision, Search.Grid(new() { PointsPerParameter = 1000 }), Budget.OfTrials(3), new ParameterSpace([])
                .Range("Ridge", 1, 2).Choices("IterationCount", [.. Enumerable.Range(1, 2000).Cast<object>()]));
        (await Should.ThrowAsync<FraudMlException>(() => experiment.RunAsync(Pipelines.Train))).Problems.ShouldBe(
        [
            "The test data lacks the columns V4, V5.",
            "'Rigde' is to be tuned, and no candidate has that option.",
            "A grid over 2 parameters has 2000000 points, and at most 1000000 are allowed. Lower PointsPerParameter, tune fewer "
            + "parameters or use Search.Random().",
        ]);
        _seen.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_experiment_without_candidates_is_refused() =>
        (await Should.ThrowAsync<FraudMlException>(() => new Experiment("empty").RunAsync(Pipelines.Train)))
            .Message.ShouldBe("The experiment 'empty' can't run:\n- It has no candidates. Add pipelines with .Compare(…).");

    [Fact]
    public async Task A_metric_without_a_value_is_explained()
    {
        Experiment experiment = new Experiment("costs").Compare(Pipelines.Newton()).RankBy(Metrics.TotalCost);
        (await Should.ThrowAsync<FraudMlException>(() => experiment.RunAsync(Pipelines.Train)))
            .Message.ShouldStartWith("No candidate of the experiment 'costs' has a value of total_cost: ");
    }

    [Fact]
    public async Task A_proposal_that_breaks_a_rule_fails_its_trial_only()
    {
        ExperimentResult result = await new Experiment("rule").Compare(Pipelines.Newton())
            .Optimize(Metrics.AveragePrecision, Search.Grid(), Budget.OfTrials(5), new ParameterSpace([]).Choices("Ridge", -1.0, 2.0))
            .RunAsync(Pipelines.Train);
        result.FailedTrials.Single().Reason.ShouldContain("Ridge must be greater than 0. Got -1 instead.");
        result.Trials.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_search_without_an_end_is_given_up_when_nothing_it_proposes_works()
    {
        ExperimentResult result = await new Experiment("hopeless").Compare(Pipelines.Newton()).Parallelize(1)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.Of(TimeSpan.FromDays(1)),
                new ParameterSpace([]).Choices("Ridge", -2.0, -1.0)).RunAsync(Pipelines.Train);
        result.FailedTrials.Count.ShouldBe(20);
        result.Warnings.ShouldBe(["The search was given up because 20 trials failed in a row."]);
        result.BestTrial.Number.ShouldBe(1);
    }
}
