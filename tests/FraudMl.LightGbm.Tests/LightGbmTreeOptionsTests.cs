using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

/// <summary>Options that shape the trees reach LightGBM.</summary>
public sealed class LightGbmTreeOptionsTests
{
    private readonly TrainingData _data = ContractData.Rows(4000);

    [Fact]
    public void No_tree_is_deeper_than_allowed()
    {
        Shapes(new()).Max(tree => tree.Depth).ShouldBeGreaterThan(4);
        Shapes(new() { MaximumDepth = 3 }).Max(tree => tree.Depth).ShouldBe(3);
    }

    [Fact]
    public void A_split_that_gains_too_little_is_not_made() =>
        Shapes(new() { MinimumGain = 5 }).Sum(tree => tree.LeafCount).ShouldBeLessThan(Shapes(new()).Sum(tree => tree.LeafCount) / 2);

    [Fact]
    public void A_leaf_adds_no_more_than_the_step_allows()
    {
        // The first tree also carries the start.
        Shapes(new()).Skip(1).Max(tree => tree.LargestLeaf).ShouldBeGreaterThan(0.1);
        Shapes(new() { MaximumStep = 0.5 }).Skip(1).Max(tree => tree.LargestLeaf).ShouldBe(0.5 * 0.1, 1e-6);
    }

    [Fact]
    public void Smoothing_draws_leaves_to_their_parents() =>
        Shapes(new() { PathSmoothing = 10_000 }).Skip(1).Max(tree => tree.LargestLeaf)
            .ShouldBeLessThan(Shapes(new()).Skip(1).Max(tree => tree.LargestLeaf) / 2);

    [Theory]
    [InlineData(0.125, false)]
    [InlineData(1, true)]
    public void Splits_on_some_features_or_on_random_thresholds_learn_and_keep_constraints(double splitFeatureRatio, bool randomThresholds)
    {
        LightGbmOptions options = new() { SplitFeatureRatio = splitFeatureRatio, RandomThresholds = randomThresholds };
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        double[] margins = ContractData.Margins(Train(options), unseen.Matrix);
        margins.ShouldNotBe(ContractData.Margins(Train(new()), unseen.Matrix));
        Metrics.RocAuc.Compute(new ScoredRows(unseen.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }))
            .ShouldBeGreaterThan(0.85);
        TreeEnsemble rising = Train(options with { IncreasingFeatures = ["F4"] });
        float[] row = _data.Matrix.Row(11).ToArray();
        double[] along = [.. Enumerable.Range(0, 200)
            .Select(i => ContractData.Margins(rising, ContractData.Matrix([.. row[..4], i * 20f, .. row[5..]], 1))[0])];
        along.ShouldBeInOrder(SortDirection.Ascending);
    }

    private TreeShape[] Shapes(LightGbmOptions options) => TreeShape.Of(Train(options));

    private TreeEnsemble Train(LightGbmOptions options) => (TreeEnsemble)Trainers.LightGbm(options).Train(_data, ContractData.Context());
}
