namespace FraudMl.Tests;

public sealed class PrunerTests
{
    private static readonly ParameterSet Nothing = ParameterSet.Of();

    [Theory]
    [InlineData(25, 0.74, TrialDirective.Stop)]
    [InlineData(25, 0.75, TrialDirective.Continue)]
    [InlineData(90, 0.05, TrialDirective.Stop)]
    [InlineData(90, 0.11, TrialDirective.Continue)]
    public void Percentile_keeps_the_best_of_so_many(double percentile, double value, TrialDirective expected)
    {
        SearchTrial[] history = [.. Enumerable.Range(0, 11).Select(i => Trial(i / 10.0, (new(0), i / 10.0)))];
        Judge(Pruners.Percentile(new() { Percentile = percentile }), new TrialStep(0), [value], history).ShouldBe(expected);
    }

    [Fact]
    public void Successive_halving_judges_at_rungs_only_and_lets_one_in_eta_go_on()
    {
        IPruner pruner = Pruners.SuccessiveHalving(new() { MinimumIterationCount = 2, ReductionFactor = 3 });
        SearchTrial[] history = [.. Enumerable.Range(1, 8).Select(i => Trial(i, (new(0, 2), i), (new(0, 6), i), (new(1, 2), -i)))];
        Judge(pruner, new(0, 2), [9, 5.5], history).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(0, 2), [0, 6.5], history).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0, 3), [0, 0, 0], history).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0, 6), [0, 0, 0, 0, 0, 5.5], history).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(0, 2), [0, double.NaN], []).ShouldBe(TrialDirective.Stop);
    }

    [Fact]
    public void A_rung_of_iterations_is_in_the_first_fold_only()
    {
        SearchTrial[] history = [.. Enumerable.Range(1, 8).Select(i => Trial(i, (new(0, 2), i), (new(1, 2), i)))];
        foreach (IPruner pruner in new[]
        {
            Pruners.SuccessiveHalving(new() { MinimumIterationCount = 2 }),
            Pruners.Hyperband(new() { MinimumIterationCount = 2, MaximumIterationCount = 2 }),
        })
        {
            Judge(pruner, new(0, 2), [0, 0.5], history).ShouldBe(TrialDirective.Stop);
            Judge(pruner, new(1, 2), [0, 0.5], history).ShouldBe(TrialDirective.Continue);
        }
    }

    [Fact]
    public void Successive_halving_never_stops_the_best_of_a_rung()
    {
        IPruner pruner = Pruners.SuccessiveHalving();
        Judge(pruner, new(0), [0.1], []).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0), [0.1], [Trial(0, (new(0), 0.1))]).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0), [0.1], [Trial(0, (new(0), 0.11))]).ShouldBe(TrialDirective.Stop);
    }

    [Fact]
    public void Hyperband_spreads_trials_over_brackets_and_compares_within_one()
    {
        var pruner = new HyperbandPruner(new() { MinimumIterationCount = 10, MaximumIterationCount = 100, ReductionFactor = 3 });
        ParameterSet[] sets = [.. Enumerable.Range(0, 900).Select(i => ParameterSet.Of(("x", i / 7.0)))];
        int[] counts = [.. sets.GroupBy(pruner.BracketOf).OrderBy(group => group.Key).Select(group => group.Count())];
        counts.Length.ShouldBe(3);
        counts[0].ShouldBeGreaterThan(counts[1]);
        counts[1].ShouldBeGreaterThan(counts[2]);

        ParameterSet early = sets.First(set => pruner.BracketOf(set) == 0), late = sets.First(set => pruner.BracketOf(set) == 2);
        SearchTrial better = Trial(1, (new(0, 10), 1), (new(0, 90), 1)) with { Parameters = early };
        pruner.Judge(new TrialProgress(early, new(0, 10), [0], [better])).ShouldBe(TrialDirective.Stop);
        pruner.Judge(new TrialProgress(late, new(0, 10), [0], [better with { Parameters = late }])).ShouldBe(TrialDirective.Continue);
        pruner.Judge(new TrialProgress(late, new(0, 90), [0], [better with { Parameters = late }])).ShouldBe(TrialDirective.Stop);
        pruner.Judge(new TrialProgress(late, new(0, 90), [0], [better])).ShouldBe(TrialDirective.Continue);
    }

    [Fact]
    public void Patience_asks_only_about_trials_that_have_stopped_getting_better()
    {
        IPruner pruner = Pruners.Patient(new Never(), new() { PatienceCount = 2, MinimumDelta = 0.1 });
        Judge(pruner, new(0, 3), [0.5, 0.1, 0.1], []).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0, 4), [0.5, 0.1, 0.1, 0.1], []).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(0, 4), [0.5, 0.1, 0.41, 0.1], []).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(0, 4), [0.5, 0.1, 0.6, 0.1], []).ShouldBe(TrialDirective.Continue);
    }

    [Fact]
    public void Thresholds_stop_what_leaves_them_after_the_warm_up()
    {
        IPruner pruner = Pruners.Threshold(new() { Lower = 0.2, Upper = 0.9, WarmupFoldCount = 1 });
        Judge(pruner, new(0), [0.1], []).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(1), [0.5, 0.1], []).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(1), [0.5, 0.2], []).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(1), [0.5, 0.95], []).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(1), [0.5, double.NaN], []).ShouldBe(TrialDirective.Stop);
    }

    [Fact]
    public void Wilcoxon_needs_four_folds_below_those_of_the_best_trial()
    {
        IPruner pruner = Pruners.Wilcoxon();
        SearchTrial[] history = [Trial(0.5, Means(0.9, 0.9, 0.9, 0.9, 0.9)), Trial(0.6, Means(0.5, 0.7, 0.6, 0.4, 0.8))];
        double[] Below(int count) => [.. Means([.. new[] { 0.4, 0.65, 0.5, 0.35, 0.7 }[..count]]).Select(value => value.Value)];
        Judge(pruner, new(2), Below(3), history).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(3), Below(4), history).ShouldBe(TrialDirective.Stop);
        Judge(pruner, new(3, 7), Below(4), history).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(3), [.. Means(0.4, 0.65, 0.5, 0.9).Select(value => value.Value)], history).ShouldBe(TrialDirective.Continue);
        Judge(pruner, new(3), Below(4), []).ShouldBe(TrialDirective.Continue);
    }

    [Fact]
    public void Options_report_every_broken_rule()
    {
        Problems(() => Pruners.Percentile(new() { Percentile = 100, StartupTrialCount = 0 })).ShouldBe(2);
        Problems(() => Pruners.SuccessiveHalving(new() { MinimumIterationCount = 0, MinimumFoldCount = 0, ReductionFactor = 1 }))
            .ShouldBe(3);
        Problems(() => Pruners.Hyperband(new() { MinimumIterationCount = 10, MaximumIterationCount = 9 })).ShouldBe(1);
        Problems(() => Pruners.Patient(Pruners.Median(), new() { PatienceCount = -1, MinimumDelta = double.NaN })).ShouldBe(2);
        Problems(() => Pruners.Threshold(new() { Lower = 2, Upper = 1 })).ShouldBe(1);
        Problems(() => Pruners.Wilcoxon(new() { PValue = 0, StartupFoldCount = 0 })).ShouldBe(2);
    }

    private static int Problems(Func<IPruner> create) => Should.Throw<FraudMlException>(create).Problems.Count;

    private static TrialDirective Judge(IPruner pruner, TrialStep step, double[] values, SearchTrial[] history) =>
        pruner.Judge(new TrialProgress(Nothing, step, values, history));

    private static SearchTrial Trial(double score, params (TrialStep Step, double Value)[] values) =>
        new(Nothing, TrialState.Completed, score, values.ToDictionary(value => value.Step, value => value.Value));

    private static (TrialStep Step, double Value)[] Means(params double[] folds) =>
        [.. folds.Select((_, fold) => (new TrialStep(fold), folds[..(fold + 1)].Average()))];

    private sealed class Never : IPruner
    {
        public string Name => "never";

        public TrialDirective Judge(in TrialProgress progress) => TrialDirective.Stop;
    }
}
