namespace FraudMl.Tests;

public class CostTests
{
    private static readonly bool[] Labels = [true, false, true, false, true];
    private static readonly double[] Scores = [0.9, 0.8, 0.5, 0.5, 0.1];
    private static readonly CostTable Costs = new([100, 50, 20, 70, 3], [5, 5, 5, 5, 5]);

    [Fact]
    public void Costs_are_counted_as_written_down_by_hand()
    {
        CostSummary costs = Evaluation.Of(new(Labels, Scores, new() { Costs = Costs, Threshold = 0.6 }), new() { DrawCount = 0 }).Costs!;
        costs.Decisions.ShouldBe(5 + 5 + 20 + 3);
        costs.FlagNothing.ShouldBe(123);
        costs.FlagAll.ShouldBe(25);
        costs.BestThreshold.ShouldBe(0.5);
        costs.BestThresholdCost.ShouldBe(4 * 5 + 3);
        costs.Savings.ShouldBe(1 - 33.0 / 25);
    }

    [Fact]
    public void Row_by_row_decisions_replace_the_threshold()
    {
        bool[] decisions = [true, false, true, false, false];
        Evaluation evaluation = Evaluation.Of(new(Labels, Scores, new() { Costs = Costs, Decisions = decisions }), new() { DrawCount = 0 });
        evaluation.Costs!.Decisions.ShouldBe(13);
        evaluation.Threshold.ShouldBeNull();
        evaluation.Confusion.ShouldBe(new(2, 0, 2, 1));
    }

    [Fact]
    public void The_best_single_threshold_is_the_cheapest_of_all()
    {
        ScoredRows rows = Samples.Rows(400, seed: 9);
        CostSummary costs = Evaluation.Of(rows, new() { DrawCount = 0 }).Costs!;
        double cheapest = rows.Scores.ToArray().Append(double.PositiveInfinity).Min(threshold => CostAt(rows, threshold));
        costs.BestThresholdCost.ShouldBe(cheapest, 1e-9);
        CostAt(rows, costs.BestThreshold).ShouldBe(cheapest, 1e-9);
    }

    [Fact]
    public void Nothing_is_flagged_when_every_review_costs_more_than_the_frauds()
    {
        var dear = new CostTable([1, 1, 1, 1, 1], [9, 9, 9, 9, 9]);
        CostSummary costs = Evaluation.Of(new(Labels, Scores, new() { Costs = dear }), new() { DrawCount = 0 }).Costs!;
        costs.BestThreshold.ShouldBe(double.PositiveInfinity);
        costs.BestThresholdCost.ShouldBe(3);
    }

    [Fact]
    public void Elkans_threshold_is_where_both_choices_cost_the_same()
    {
        CostRule.ElkanThreshold(falsePositive: 5, falseNegative: 100, truePositive: 5).ShouldBe(0.05);
        CostRule.ShouldFlag(0.0501, missedFraud: 100, review: 5).ShouldBeTrue();
        CostRule.ShouldFlag(0.05, missedFraud: 100, review: 5).ShouldBeFalse();
    }

    private static double CostAt(ScoredRows rows, double threshold)
    {
        double cost = 0;
        for (int i = 0; i < rows.Count; i++)
            cost += rows.Scores[i] >= threshold ? rows.Costs!.Review[i] : rows.Labels[i] ? rows.Costs!.MissedFraud[i] : 0;
        return cost;
    }
}
