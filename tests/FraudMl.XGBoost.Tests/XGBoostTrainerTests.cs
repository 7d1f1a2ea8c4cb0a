using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class XGBoostTrainerTests
{
    private readonly TrainingData _data = ContractData.Rows(4000);

    [Fact]
    public void Every_iteration_is_reported_and_saying_no_keeps_the_trees_grown_so_far()
    {
        var seen = new List<TrainingIteration>();
        Train(new() { TreeCount = 12 }, _data, seen, _ => true).Roots.Length.ShouldBe(12);
        seen.Select(iteration => iteration.Iteration).ShouldBe(Enumerable.Range(1, 12));
        seen.ShouldAllBe(iteration => iteration.IterationCount == 12 && iteration.ValidationScore == null);
        Train(new() { TreeCount = 50 }, _data, [], iteration => iteration.Iteration < 7).Roots.Length.ShouldBe(7);
    }

    [Fact]
    public void Without_early_stopping_rows_to_follow_are_scored_and_change_nothing()
    {
        var seen = new List<TrainingIteration>();
        TrainingData data = _data with { Validation = ContractData.Rows(2000, seed: 9) };

        TreeEnsemble trees = Train(new() { TreeCount = 20 }, data, seen, _ => true);

        TreeEnsemble alone = Train(new() { TreeCount = 20 }, _data, [], _ => true);
        ContractData.Margins(trees, _data.Matrix).ShouldBe(ContractData.Margins(alone, _data.Matrix));
        seen.Count.ShouldBe(20);
        var rows = new ScoredRows(data.Validation!.Labels.ToArray(), ContractData.Probabilities(trees, data.Validation.Matrix));
        Metrics.AveragePrecision.Compute(rows).ShouldBe(seen[^1].ValidationScore!.Value, 1e-6);
    }

    [Fact]
    public void Early_stopping_keeps_the_trees_up_to_the_best_average_precision()
    {
        var seen = new List<TrainingIteration>();
        TrainingData data = _data with { Validation = ContractData.Rows(2000, seed: 9) };
        TreeEnsemble trees = Train(new() { TreeCount = 300, LearningRate = 0.3, EarlyStoppingRounds = 10 }, data, seen, _ => true);
        int best = seen.MaxBy(iteration => iteration.ValidationScore).Iteration;
        trees.Roots.Length.ShouldBe(best);
        seen.Count.ShouldBe(best + 10);
        var rows = new ScoredRows(data.Validation!.Labels.ToArray(), ContractData.Probabilities(trees, data.Validation.Matrix));
        Metrics.AveragePrecision.Compute(rows).ShouldBe(seen[best - 1].ValidationScore!.Value, 1e-6);
    }

    [Fact]
    public void A_constrained_feature_never_moves_the_score_the_other_way()
    {
        TreeEnsemble trees = Train(new() { IncreasingFeatures = ["F4"], DecreasingFeatures = ["F5"] }, _data, [], _ => true);
        float[] row = _data.Matrix.Row(11).ToArray();
        double[] rising = Along(4, 0, 4000), falling = Along(5, -4, 4);
        rising.ShouldBe(rising.Order());
        falling.ShouldBe(falling.OrderDescending());
        Train(new(), _data, [], _ => true).ShouldNotBe(trees);

        double[] Along(int feature, float from, float to) => [.. Enumerable.Range(0, 500).Select(i =>
        {
            float[] changed = [.. row];
            changed[feature] = from + ((to - from) * i / 500);
            return ContractData.Margins(trees, ContractData.Matrix(changed, 1))[0];
        })];
    }

    [Fact]
    public void A_constraint_on_what_is_no_feature_names_the_features()
    {
        FraudMlException error = Should.Throw<FraudMlException>(
            () => Train(new() { DecreasingFeatures = ["Amuont"] }, _data, [], _ => true));
        error.ColumnName.ShouldBe("Amuont");
        error.Message.ShouldContain("'Amuont': no such feature. The features after the last step are F0, F1");
        Should.Throw<FraudMlException>(() => new XGBoostOptions { DecreasingFeatures = ["A"], IncreasingFeatures = ["A"] }.Validate())
            .Problems.ShouldHaveSingleItem().ShouldContain("'A' must be in one of");
    }

    [Fact]
    public void The_first_tree_starts_from_the_share_of_frauds_or_where_it_is_asked_to()
    {
        double share = (double)_data.Labels.Span.Count(true) / _data.Labels.Length;
        Train(new() { TreeCount = 1 }, _data, [], _ => true).Bias.ShouldBe(Math.Log(share / (1 - share)), 1e-5);
        Train(new() { TreeCount = 1, StartProbability = 0.5 }, _data, [], _ => true).Bias.ShouldBe(0, 1e-7);
        Should.Throw<FraudMlException>(() => new XGBoostOptions { StartProbability = 1 }.Validate()).Problems
            .ShouldBe(["StartProbability must be in (0, 1). Got 1 instead."]);
    }

    [Fact]
    public void The_weight_of_frauds_raises_probabilities()
    {
        double Mean(double weight) =>
            ContractData.Probabilities(Train(new() { PositiveWeight = weight }, _data, [], _ => true), _data.Matrix).Average();
        Mean(10).ShouldBeGreaterThan(Mean(1) * 1.2);
    }

    [Fact]
    public void Covers_of_children_sum_to_that_of_their_parent()
    {
        TreeEnsemble trees = Train(new() { TreeCount = 10 }, _data, [], _ => true);
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (trees.Features[node] >= 0)
                trees.Covers[node].ShouldBe(trees.Covers[trees.Left[node]] + trees.Covers[trees.Right[node]], 1e-3 * trees.Covers[node]);
        }
    }

    private static TreeEnsemble Train(XGBoostOptions options, TrainingData data, List<TrainingIteration> seen,
        Func<TrainingIteration, bool> goesOn) =>
        (TreeEnsemble)Trainers.XGBoost(options).Train(data, ContractData.Context() with
        {
            OnIteration = iteration =>
            {
                seen.Add(iteration);
                return goesOn(iteration);
            },
        });
}
