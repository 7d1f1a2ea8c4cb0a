namespace FraudMl.Tests.Trees;

public sealed class LightGbmTreeTests
{
    [Fact]
    public void A_float_is_at_most_the_rounded_threshold_exactly_when_it_is_at_most_the_threshold()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            double threshold = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 38));
            float rounded = LightGbmTree.Threshold(threshold);
            ((double)rounded).ShouldBeLessThanOrEqualTo(threshold);
            ((double)MathF.BitIncrement(rounded)).ShouldBeGreaterThan(threshold);
        }
    }

    [Fact]
    public void A_threshold_beyond_the_floats_keeps_all_finite_values_on_one_side()
    {
        LightGbmTree.Threshold(1e300).ShouldBe(float.MaxValue);
        LightGbmTree.Threshold(-1e300).ShouldBe(float.NegativeInfinity);
    }

    [Fact]
    public void A_split_by_categories_has_the_bits_of_its_own_set()
    {
        SplitTree tree = LightGbmTree.Parse(new Dictionary<string, string>
        {
            ["split_feature"] = "0 1 0",
            ["threshold"] = "1 0.5 0",
            ["decision_type"] = "1 10 9",
            ["left_child"] = "1 -1 -3",
            ["right_child"] = "2 -2 -4",
            ["leaf_value"] = "1 2 3 4",
            ["cat_boundaries"] = "0 1 3",
            ["cat_threshold"] = "6 0 4294967295",
        });
        tree.Categories![0].ShouldBe([0u, uint.MaxValue]);
        tree.Categories![1].ShouldBeNull();
        tree.Categories![2].ShouldBe([6u]);
        tree.MissingLeft.ShouldBe([false, true, false]);
        tree.Thresholds.ShouldBe([0, 0.5f, 0]);
    }

    [Fact]
    public void A_tree_without_a_field_says_which()
    {
        Should.Throw<FraudMlException>(() => LightGbmTree.Parse(new Dictionary<string, string> { ["leaf_value"] = "1 2" }))
            .Message.ShouldContain("'decision_type'");
    }
}
