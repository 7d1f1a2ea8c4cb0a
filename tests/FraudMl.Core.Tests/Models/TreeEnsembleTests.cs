namespace FraudMl.Tests.Models;

public sealed class TreeEnsembleTests
{
    // x0 ≤ 1 ? (x1 ≤ -2 ? 10 : 20) : 30, missing x0 goes right and missing x1 left; then a tree that is one leaf.
    private static TreeEnsemble Trees(TrainingData? rows = null)
    {
        var builder = new TreeEnsembleBuilder(featureCount: 2) { Bias = 0.5 };
        builder.Add(new SplitTree([0, 1], [1f, -2f], [1, ~0], [~2, ~1], [10, 20, 30]) { MissingLeft = [false, true] });
        builder.Add(new SplitTree([], [], [], [], [100]));
        return rows is null ? builder.Build() : builder.Build(rows, threadCount: 2);
    }

    [Theory]
    [InlineData(1f, -2f, 110.5)]
    [InlineData(1f, -1.9f, 120.5)]
    [InlineData(1.0001f, 0f, 130.5)]
    [InlineData(float.NaN, 0f, 130.5)]
    [InlineData(0f, float.NaN, 110.5)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity, 120.5)]
    public void A_row_walks_to_its_leaf_in_every_tree(float x0, float x1, double margin)
    {
        var margins = new double[1];
        Trees().Score([x0, x1], margins);
        margins[0].ShouldBe(margin);
    }

    [Fact]
    public void Nodes_of_a_tree_stand_together_and_begin_with_its_root()
    {
        TreeEnsemble trees = Trees();
        trees.Roots.ShouldBe([0, 5]);
        trees.Features.ShouldBe([0, 1, -1, -1, -1, -1]);
        trees.Left.ShouldBe([1, 2, 0, 0, 0, 0]);
        trees.Right.ShouldBe([4, 3, 0, 0, 0, 0]);
    }

    [Fact]
    public void Covers_count_the_weight_of_the_rows_that_reach_a_node()
    {
        var matrix = new FeatureMatrix([0, -3, 0, 0, 2, 0, float.NaN, 0], 4, [new FeatureColumn("A", "A"), new FeatureColumn("B", "B")]);
        TreeEnsemble trees = Trees(new TrainingData(matrix, new bool[4]) { Weights = new[] { 1f, 2f, 4f, 8f } });
        trees.Covers.ShouldBe([15, 3, 1, 2, 12, 15]);
    }

    [Fact]
    public void A_linear_model_sums_weighted_features_in_doubles()
    {
        var margins = new double[2];
        new LinearModel([2f, -0.5f], 0.25).Score([1, 2, 3e8f, 1], margins);
        margins.ShouldBe([1.25, 6e8 - 0.25]);
    }
}
