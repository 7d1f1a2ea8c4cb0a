namespace FraudMl.Tests;

public sealed class MedianPrunerTests
{
    private static readonly ParameterSet Nothing = new(new Dictionary<string, object>());

    // The median at fold 1 is 0.5, at its iteration 3 it is 0.3.
    private static readonly SearchTrial[] Five = [.. new[] { 0.1, 0.4, 0.5, 0.6,
        0.9 }.Select(height => Trial(height, TrialState.Completed))];

    [Theory]
    [InlineData(0.49, TrialDirective.Stop)]
    [InlineData(0.5, TrialDirective.Continue)]
    [InlineData(0.51, TrialDirective.Continue)]
    public void A_trial_below_the_median_of_the_same_place_is_stopped(double value, TrialDirective expected) =>
        Judge(new(), new TrialStep(0), [value], Five).ShouldBe(expected);

    [Fact]
    public void The_best_value_so_far_counts() =>
        Judge(new(), new TrialStep(1), [0.7, 0.2], Five).ShouldBe(TrialDirective.Continue);

    [Fact]
    public void Iterations_are_compared_with_the_same_iteration_of_the_same_fold()
    {
        Judge(new(), new TrialStep(0, 3), [0.1, 0.2, 0.29], Five).ShouldBe(TrialDirective.Stop);
        Judge(new(), new TrialStep(0, 3), [0.1, 0.2, 0.31], Five).ShouldBe(TrialDirective.Continue);
        Judge(new(), new TrialStep(0, 4), [0.1, 0.1, 0.1, 0.1], Five).ShouldBe(TrialDirective.Continue);
    }

    [Fact]
    public void Nothing_is_pruned_before_enough_trials_have_completed()
    {
        SearchTrial[] four = [.. Five.Skip(1), Trial(0.9, TrialState.Pruned), Trial(0.9, TrialState.Failed),
            Trial(0.9, TrialState.Running)];
        Judge(new(), new TrialStep(0), [0], four).ShouldBe(TrialDirective.Continue);
        Judge(new() { StartupTrialCount = 4 }, new TrialStep(0), [0], four).ShouldBe(TrialDirective.Stop);
    }

    [Fact]
    public void Nothing_is_pruned_while_a_trial_warms_up()
    {
        var folds = new MedianPrunerOptions { WarmupFoldCount = 1 };
        Judge(folds, new TrialStep(0), [0], Five).ShouldBe(TrialDirective.Continue);
        Judge(folds, new TrialStep(0, 3), [0], Five).ShouldBe(TrialDirective.Continue);
        Judge(folds, new TrialStep(1), [0], Five).ShouldBe(TrialDirective.Stop);
        Judge(new() { WarmupIterationCount = 3 }, new TrialStep(0, 3), [0], Five).ShouldBe(TrialDirective.Continue);
        Judge(new() { WarmupIterationCount = 2 }, new TrialStep(0, 3), [0], Five).ShouldBe(TrialDirective.Stop);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_left_out_and_a_trial_of_only_such_is_stopped()
    {
        Judge(new(), new TrialStep(0), [double.NaN], Five).ShouldBe(TrialDirective.Stop);
        Judge(new(), new TrialStep(0), [0.5], [.. Five, Trial(double.NaN, TrialState.Completed)]).ShouldBe(TrialDirective.Continue);
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() => Pruners.Median(new() { StartupTrialCount = 0, WarmupFoldCount = -1 })).Problems.Count
            .ShouldBe(2);

    private static TrialDirective Judge(MedianPrunerOptions options, TrialStep step, double[] values, SearchTrial[] history) =>
        Pruners.Median(options).Judge(new TrialProgress(Nothing, step, values, history));

    private static SearchTrial Trial(double height, TrialState state) => new(
        Nothing, state, state == TrialState.Completed ? height : null,
        new Dictionary<TrialStep, double> { [new(0)] = height, [new(1)] = height, [new(0, 3)] = height - 0.2 });
}
