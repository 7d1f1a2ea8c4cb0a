namespace FraudMl.Tests;

public sealed class TrialLimitOptionsTests
{
    [Fact]
    public async Task A_trial_over_its_time_fails_with_the_figure_and_the_others_go_on()
    {
        var clock = new BudgetClock();
        FraudPipeline slow = Pipelines.With(new FailingTrainer(() =>
        {
            clock.ElapseOnce(true);
            return new OperationCanceledException();
        }));

        ExperimentResult result = await new Experiment("slow").Compare(slow, Pipelines.Newton()).Parallelize(1).TimeBy(clock)
            .LimitTrials(new() { Duration = TimeSpan.FromMinutes(2) }).RunAsync(Pipelines.Train);

        result.FailedTrials.Single().Reason.ShouldBe(
            "It took longer than the 00:02:00 that a trial may take. Lower what it grows by, or raise the limit.");
        result.BestTrial.Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_trial_that_would_take_too_much_memory_is_refused_before_its_learner_begins()
    {
        ExperimentResult result = await new Experiment("large").Compare(Pipelines.With(new HungryTrainer()), Pipelines.Newton())
            .Parallelize(1).ValidateBy(Folds.Stratified(3)).LimitTrials(new() { Memory = 256L << 20 }).RunAsync(Pipelines.Train);

        int atOnce = Math.Min(Environment.ProcessorCount, 3);
        result.FailedTrials.Single().Reason.ShouldBe(FormattableString.Invariant(
            $"Hungry would take {400 * atOnce:#,0} MB by estimate ({atOnce} fits at once of 400 rows and 5 features), and 256 MB are allowed. Lower what it grows by, run fewer threads, or raise the limit."));
    }

    [Fact]
    public void Limits_out_of_range_are_refused() =>
        Should.Throw<FraudMlException>(() => new Experiment("none").LimitTrials(new() { Duration = TimeSpan.Zero, Memory = 1 }))
            .Problems.ShouldBe(
            [
                "Memory must be at least 134217728. Got 1 instead.",
                "Duration must be greater than zero and at most 49 days. Got 00:00:00 instead.",
            ]);
}
