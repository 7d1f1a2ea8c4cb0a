using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Trees;

public sealed class XGBoostTreeTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(0f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_goes_left_exactly_when_it_is_below_the_threshold(float threshold)
    {
        foreach (int defaultLeft in new[] { 0, 1 })
        {
            var builder = new TreeEnsembleBuilder(1);
            builder.Add(new XGBoostTree([1, -1, -1], [2, -1, -1], [0, 0, 0], [threshold, -1f, 1f], [defaultLeft, 0, 0], [2, 1, 1],
                null).ToSplitTree());
            foreach (float value in new[] { threshold, MathF.BitDecrement(threshold), MathF.BitIncrement(threshold), 0f, -0f,
                float.NegativeInfinity, float.PositiveInfinity, float.NaN })
            {
                bool left = float.IsNaN(value) ? defaultLeft == 1 : value < threshold;
                ContractData.Margins(builder.Build(), new FeatureMatrix([value], 1, [new FeatureColumn("F", "F")]))[0]
                    .ShouldBe(left ? -1 : 1, $"{value:R}");
            }
        }
    }

    [Fact]
    public void Nodes_that_pruning_left_behind_are_dropped()
    {
        var tree = new XGBoostTree([1, -1, -1, -1], [3, -1, -1, -1], [2, 0, 0, 0], [5f, -1f, 9f, 1f], [1, 0, 0, 0], [10, 4, 0, 6], null);
        SplitTree split = tree.ToSplitTree();
        split.LeafValues.ShouldBe([-1, 1]);
        split.Left.ShouldBe([~0]);
        split.Right.ShouldBe([~1]);
        split.MissingLeft.ShouldBe([true]);
        split.LeafCovers.ShouldBe([4, 6]);
    }

    [Fact]
    public void A_tree_of_categories_is_refused() =>
        Should.Throw<FraudMlException>(() => new XGBoostTree([1, -1, -1], [2, -1, -1], [0, 0, 0], [0, 1, 2], [0, 0, 0], [1, 1, 1],
            [1, 0, 0]).ToSplitTree())
            .Message.ShouldContain("Encode categories");
}
