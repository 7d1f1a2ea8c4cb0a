namespace FraudMl.Tests;

public sealed class ObservedTrialsTests
{
    [Fact]
    public void A_pruned_trial_counts_as_what_it_would_have_come_to()
    {
        var early = new TrialStep(0, 20);
        SearchTrial[] history =
        [
            Trial(0.7, early, 0.3), Trial(0.5, early, 0.1), Trial(0.9, early, 0.5),
            Trial(null, early, 0.2), Trial(null, early, 0.45), Trial(null, new TrialStep(0, 40), 0.55),
        ];
        ObservedTrials observed = ObservedTrials.Of(history, [.. history.Select((_, i) => new double[] { i })], 10);

        // 0.2 gains 0.4 as the others did, which lies between 0.5 and 0.7; none is taken for better than the median, nor moved without others.
        Order(observed.Losses, [0, 1, 2, 3]).ShouldBe([2, 0, 3, 1]);
        observed.Losses[4].ShouldBe(observed.Losses[0], 1e-12);
        Order(observed.Losses, [0, 1, 5]).ShouldBe([0, 5, 1]);
    }

    private static int[] Order(double[] losses, int[] trials) => [.. trials.OrderBy(trial => losses[trial])];

    private static SearchTrial Trial(double? score, TrialStep step, double value) => new(
        ParameterSet.Of(("x", value)), score is null ? TrialState.Pruned : TrialState.Completed, score,
        new Dictionary<TrialStep, double> { [step] = value });
}
