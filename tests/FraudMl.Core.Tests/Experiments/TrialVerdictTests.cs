namespace FraudMl.Tests;

public sealed class TrialVerdictTests
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build();
    private static readonly ScoredRows Rows = new([true, false], [0.9, 0.1]);

    [Fact]
    public void A_lead_in_every_fold_is_more_than_noise() =>
        Verdict([Of(1, "a", 0.90, 0.91, 0.92, 0.90, 0.91), Of(2, "b", 0.80, 0.82, 0.81, 0.80, 0.82)])
            .ShouldBe("#1 a is better than #2 b by more than noise (average_precision 0.9080 against 0.8100; 95 % interval of the "
                + "difference over folds [0.0824, 0.1136]).");

    [Fact]
    public void A_lead_in_one_fold_is_noise_and_so_are_those_over_others_alike() =>
        Verdict([Of(1, "a", 0.90, 0.70, 0.80), Of(2, "b", 0.80, 0.79, 0.80), Of(3, "c", 0.70, 0.80, 0.79), Of(4, "d", 0.1, 0.1, 0.1)])!
            .ShouldStartWith("#1 a is not better than #2 b, nor than 1 more by more than noise (average_precision 0.8000 against 0.7967; ");

    [Fact]
    public void Less_is_better_where_the_metric_says_so() =>
        Verdict([Of(1, "a", 0.5, 0.4), Of(2, "b", 0.1, 0.2)], best: 2, Metrics.LogLoss)!.ShouldStartWith("#2 b is ");

    [Fact]
    public void One_fold_can_not_tell() =>
        Verdict([Of(1, "a", 0.9), Of(2, "b", 0.8)]).ShouldBe("#1 a is best, and one fold can't tell whether that is more than noise.");

    [Fact]
    public void Equal_trials_are_told_to_be_equal() => Verdict([Of(1, "a", 0.9, 0.8), Of(2, "b", 0.9, 0.8)])
        .ShouldBe("#1 a and #2 b are equal in every fold (average_precision 0.8500 against 0.8500).");

    [Fact]
    public void One_trial_or_one_without_values_has_nobody_to_beat()
    {
        Verdict([Of(1, "a", 0.9, 0.8)]).ShouldBeNull();
        Verdict([Of(1, "a", 0.9, 0.8), Of(2, "b", double.NaN, 0.8)]).ShouldBeNull();
        Verdict([Of(2, "b", 0.9, 0.8)]).ShouldBeNull();
    }

    private static string? Verdict(TrialCompleted[] trials, int best = 1, Metric? metric = null) =>
        TrialVerdict.Of(trials, Info(best, best == 1 ? "a" : "b"), metric ?? Metrics.AveragePrecision);

    private static TrialInfo Info(int number, string name) =>
        new(number, name, TrialPhase.Compare, Pipeline, new Dictionary<string, object>(), 1);

    private static TrialCompleted Of(int number, string name, params double[] folds) => new("e", default, Info(number, name),
        new CrossValidationReport(name, [.. folds.Select((value, fold) => new FoldResult(fold, 400, 100,
            new Dictionary<string, double> { ["average_precision"] = value, ["log_loss"] = value }, 0, 0) { Rows = Rows })], Rows));
}
