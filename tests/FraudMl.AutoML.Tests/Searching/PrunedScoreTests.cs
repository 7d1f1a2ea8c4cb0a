namespace FraudMl.Tests;

/// <summary>A value after a fold or a few rounds is read on the scale of scores.</summary>
public sealed class PrunedScoreTests
{
    private static readonly TrialStep FirstFold = new(0), Early = new(0, 10);

    [Fact]
    public void A_pruned_trial_gains_what_completed_ones_gained_from_its_place()
    {
        SearchTrial pruned = Trial(TrialState.Pruned, null, (FirstFold, 0.8));
        SearchTrial[] history = [Completed(0.5, 0.7), Completed(0.6, 0.9), pruned, Trial(TrialState.Failed, null)];

        new PrunedScore(history).Of(pruned).ShouldBe(0.8 - 0.25, 1e-12);
    }

    [Fact]
    public void Where_no_completed_trial_passed_it_has_no_score()
    {
        SearchTrial early = Trial(TrialState.Pruned, null, (Early, 0.8)), silent = Trial(TrialState.Pruned, null);
        var scores = new PrunedScore([Completed(0.5, 0.7), early, silent]);

        scores.Of(early).ShouldBe(double.NaN);
        scores.Of(silent).ShouldBe(double.NaN);
    }

    // Folds differ by more than trials do: the first fold of the worst trial has more than the best has over all folds.
    [Fact]
    public void A_first_fold_that_is_easy_makes_no_hopeless_trial_a_good_one()
    {
        SearchTrial[] history =
        [
            .. Enumerable.Range(0, 10).Select(i => Completed(0.5 + (0.01 * i), 0.8 + (0.01 * i), i / 10.0)),
            .. Enumerable.Range(0, 10).Select(i => Trial(TrialState.Pruned, null, (FirstFold, 0.7 - (0.01 * i))) with
            {
                Parameters = At(-i / 10.0),
            }),
        ];
        EncodedSpace space = EncodedSpace.Of(ParameterSpace.Empty.Range("x", -1, 1));

        ObservedTrials observed = ObservedTrials.Of(history, new EncodedTrials(space).Of(history), 100);

        observed.Losses[10..].Min().ShouldBeGreaterThan(observed.Losses[..10].Max());
    }

    private static SearchTrial Completed(double score, double firstFold, double x = 0) =>
        Trial(TrialState.Completed, score, (FirstFold, firstFold)) with { Parameters = At(x) };

    private static SearchTrial Trial(TrialState state, double? score, params (TrialStep Step, double Value)[] values) =>
        new(At(0), state, score, values.ToDictionary(value => value.Step, value => value.Value));

    private static ParameterSet At(double x) => new(new Dictionary<string, object> { ["x"] = x });
}
