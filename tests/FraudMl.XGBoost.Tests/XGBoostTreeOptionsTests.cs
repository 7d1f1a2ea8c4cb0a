using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

/// <summary>Options that shape the trees reach XGBoost.</summary>
public sealed class XGBoostTreeOptionsTests
{
    private readonly TrainingData _data = ContractData.Rows(4000);

    [Fact]
    public void Trees_grown_by_loss_are_deep_and_have_as_many_leaves_as_allowed()
    {
        TreeShape[] byLoss = Shapes(new() { GrowPolicy = XGBoostGrowPolicy.LossGuide, MaximumDepth = 0, MaximumLeafCount = 9 });
        byLoss.Max(tree => tree.LeafCount).ShouldBe(9);
        byLoss.Max(tree => tree.Depth).ShouldBeGreaterThan(4);
        TreeShape[] byDepth = Shapes(new() { MaximumDepth = 3 });
        byDepth.Max(tree => tree.Depth).ShouldBe(3);
        byDepth.Max(tree => tree.LeafCount).ShouldBe(8);
        Shapes(new() { MaximumLeafCount = 5 }).Max(tree => tree.LeafCount).ShouldBe(5);
    }

    [Fact]
    public void A_level_or_a_split_chooses_from_its_share_of_the_features()
    {
        const double oneOfEight = 1.0 / ContractData.ColumnCount;
        int[][] levels = [.. Shapes(new() { LevelFeatureRatio = oneOfEight }).SelectMany(tree => tree.FeaturesOfLevels)];
        levels.ShouldAllBe(features => features.Length == 1);
        levels.Select(features => features[0]).Distinct().Count().ShouldBe(ContractData.ColumnCount);
        Shapes(new() { SplitFeatureRatio = oneOfEight }).SelectMany(tree => tree.FeaturesOfLevels).Max(features => features.Length)
            .ShouldBeGreaterThan(4);
    }

    [Fact]
    public void A_leaf_adds_no_more_than_the_step_allows()
    {
        Shapes(new()).Max(tree => tree.LargestLeaf).ShouldBeGreaterThan(0.1);
        Shapes(new() { MaximumStep = 0.5 }).Max(tree => tree.LargestLeaf).ShouldBe(0.5 * 0.1, 1e-6);
    }

    [Fact]
    public void Each_tree_method_learns_and_differs_whatever_the_threads()
    {
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        double[][] margins = [.. Enum.GetValues<XGBoostTreeMethod>().Select(method =>
        {
            XGBoostOptions options = new() { TreeMethod = method };
            double[] two = ContractData.Margins(Train(options, 2), unseen.Matrix);
            ContractData.Margins(Train(options, 1), unseen.Matrix).ShouldBe(two);
            Metrics.RocAuc.Compute(new ScoredRows(unseen.Labels.ToArray(), two, new() { Kind = ScoreKind.Margin }))
                .ShouldBeGreaterThan(0.85);
            return two;
        })];
        margins[0].ShouldNotBe(margins[1]);
        margins[1].ShouldNotBe(margins[2]);
    }

    [Fact]
    public void Options_that_exclude_each_other_are_told()
    {
        string[] Problems(XGBoostOptions options) => [.. Should.Throw<FraudMlException>(options.Validate).Problems];
        Problems(new() { MaximumDepth = 0 }).ShouldHaveSingleItem().ShouldContain("MaximumLeafCount must be greater than 0");
        Problems(new() { TreeMethod = XGBoostTreeMethod.Exact, GrowPolicy = XGBoostGrowPolicy.LossGuide }).ShouldHaveSingleItem()
            .ShouldContain("GrowPolicy must be Depthwise");
        Problems(new() { TreeMethod = XGBoostTreeMethod.Exact, MaximumLeafCount = 8 }).ShouldHaveSingleItem()
            .ShouldContain("Got Depthwise and 8 instead");
    }

    private TreeShape[] Shapes(XGBoostOptions options) => TreeShape.Of(Train(options, 2));

    private TreeEnsemble Train(XGBoostOptions options, int threadCount) =>
        (TreeEnsemble)Trainers.XGBoost(options).Train(_data, ContractData.Context(threadCount));
}
