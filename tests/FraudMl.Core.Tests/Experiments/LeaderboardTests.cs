namespace FraudMl.Tests;

public sealed class LeaderboardTests
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build();
    private static readonly ScoredRows Rows = new([true, false], [0.9, 0.1]);

    private readonly TrialCompleted[] _trials =
    [
        Of(1, 0.80, 0.82, 0.81, 0.80, 0.82), Of(2, 0.90, 0.91, 0.92, 0.90, 0.91), Of(3, 0.91, 0.89, 0.90, 0.91, 0.90),
        Of(4, double.NaN, 0.9, 0.9, 0.9, 0.9),
    ];

    [Fact]
    public void The_best_stands_first_and_what_has_no_value_last() =>
        Board().Rows.Select(row => (row.Trial.Number, row.Behind is null, row.IsWorse))
            .ShouldBe([(2, true, false), (3, false, false), (1, false, true), (4, true, false)]);

    [Fact]
    public void Intervals_hold_for_all_comparisons_at_once()
    {
        double[] differences = [0.10, 0.09, 0.11, 0.10, 0.09];
        CorrectedTTest alone = CorrectedTTest.Of(differences, 400, 100), test = Board().Rows[2].Behind!;

        test.Mean.ShouldBe(0.098, 1e-12);
        test.PValue.ShouldBe(2 * alone.PValue, 1e-12);
        // Student's quantiles of 4 degrees at 0.975 and at 0.9875.
        ((test.Interval.High - test.Mean) / (alone.Interval.High - alone.Mean)).ShouldBe(3.495406 / 2.776445, 1e-6);
    }

    [Fact]
    public void Where_less_is_better_the_others_are_behind_by_more() =>
        Leaderboard.Of([Of(1, 0.5, 0.4), Of(2, 0.1, 0.2)], Info(2), Metrics.LogLoss).Rows[1].Behind!.Mean.ShouldBe(0.3, 1e-12);

    [Fact]
    public void It_prints_a_line_for_each_trial() => Board().ToString().Split('\n')[2].ShouldBe(
        "#1 a                                 average_precision 0.8100 ± 0.0100, behind by 0.0980 [0.0784, 0.1176]");

    private Leaderboard Board() => Leaderboard.Of(_trials, Info(2), Metrics.AveragePrecision);

    private static TrialInfo Info(int number) => new(number, "a", TrialPhase.Compare, Pipeline, new Dictionary<string, object>(), 1);

    private static TrialCompleted Of(int number, params double[] folds) => new("e", default, Info(number),
        new CrossValidationReport("a", [.. folds.Select((value, fold) => new FoldResult(fold, 400, 100,
            new Dictionary<string, double> { ["average_precision"] = value, ["log_loss"] = value }, 0, 0) { Rows = Rows })], Rows));
}
