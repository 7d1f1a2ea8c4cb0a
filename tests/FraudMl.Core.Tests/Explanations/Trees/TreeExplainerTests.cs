using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class TreeExplainerTests
{
    private static readonly JsonArray Golden = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "models.json")))!["shap"]!.AsArray();

    [Fact]
    public void Contributions_equal_the_golden_enumeration()
    {
        Golden.Count.ShouldBe(3);
        foreach (JsonNode? golden in Golden)
        {
            TreeEnsemble trees = Ensemble(golden!);
            var explainer = new TreeExplainer(trees);
            foreach (JsonNode? row in golden!["rows"]!.AsArray())
            {
                float[] x = [.. GoldenMetrics.Doubles(row!["x"]!).Select(value => (float)value)];
                var got = new double[x.Length];
                explainer.Explain(x, got);
                explainer.Expected.ShouldMatch((double)row["expected_value"]!, "expected", 1e-10);
                double[] want = GoldenMetrics.Doubles(row["shap"]!);
                for (int i = 0; i < want.Length; i++) got[i].ShouldMatch(want[i], $"{golden["name"]} feature {i}", 1e-10);
                (explainer.Expected + got.Sum()).ShouldMatch((double)row["prediction"]!, "additivity", 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(1, 5, 12)]
    [InlineData(2, 9, 60)]
    [InlineData(3, 12, 150)]
    [InlineData(4, 3, 6)]
    [InlineData(9, 7, 40)]
    [InlineData(12, 11, 60)]
    public void Contributions_equal_brute_force_over_all_subsets(int featureCount, int depth, int leafCount)
    {
        var random = new Random(leafCount);
        TreeEnsemble trees = RandomTrees.Grow(random, treeCount: 3, featureCount, leafCount, depth);
        var explainer = new TreeExplainer(trees);
        for (int i = 0; i < 4; i++) RequireBruteForce(explainer, trees, RandomTrees.Row(random, featureCount));
    }

    [Theory]
    [InlineData(1, 12, new[] { 40 })]
    [InlineData(2, 30, new[] { 3, 9 })]
    [InlineData(5, 150, new[] { 300, 33 })]
    [InlineData(9, 60, new[] { 64, 2, 8, 500 })]
    public void Contributions_of_categories_equal_brute_force_over_all_subsets(int featureCount, int leafCount, int[] categoryCounts)
    {
        var random = new Random(leafCount);
        TreeEnsemble trees = Models.RandomTrees.Of(random, treeCount: 5, leafCount, featureCount, categoryCounts);
        trees = trees with { Covers = Array.ConvertAll(trees.Covers, _ => 0.01 + random.NextDouble()) };
        var explainer = new TreeExplainer(trees);
        for (int i = 0; i < 12; i++) RequireBruteForce(explainer, trees, Models.RandomTrees.Row(random, featureCount, categoryCounts));
    }

    [Fact]
    public void Trees_of_every_shape_are_explained_together()
    {
        // From one leaf to many: more splits than are laid out together, roots that are leaves or have two of them,
        // every pair of kinds of children.
        var random = new Random(4);
        List<TreeEnsemble> single = [];
        for (int leafCount = 1; leafCount <= 24; leafCount++)
            single.Add(RandomTrees.Grow(random, treeCount: 2, featureCount: 6, leafCount, maxDepth: 1 + leafCount / 2));
        TreeEnsemble all = Together(single);
        var explainer = new TreeExplainer(all);
        foreach (float[] x in new[] { RandomTrees.Row(random, 6), RandomTrees.Row(random, 6),
            [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -0f, 0.5f] })
            RequireBruteForce(explainer, all, x);
    }

    [Fact]
    public void Shares_next_to_nothing_and_next_to_all_stay_exact()
    {
        TreeEnsemble trees = RandomTrees.Grow(new Random(6), treeCount: 6, featureCount: 5, leafCount: 40, maxDepth: 9);
        trees = trees with { Covers = [.. trees.Covers.Select((cover, node) => node % 3 == 0 ? cover * 1e-9 : cover)],
            Values = [.. trees.Values.Select(value => value * 1e3)] };
        var explainer = new TreeExplainer(trees);
        var random = new Random(7);
        for (int i = 0; i < 20; i++) RequireBruteForce(explainer, trees, RandomTrees.Row(random, 5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_is_explained_without_allocating_and_alike_on_every_thread(bool ofCategories)
    {
        var random = new Random(3);
        TreeEnsemble trees = ofCategories ? Models.RandomTrees.Of(random, treeCount: 40, leafCount: 31, featureCount: 20, 6, 90)
            : RandomTrees.Grow(random, treeCount: 40, featureCount: 20, leafCount: 31, maxDepth: 9);
        var explainer = new TreeExplainer(trees);
        float[][] rows = [.. Enumerable.Range(0, 64).Select(_ => RandomTrees.Row(random, 20))];
        var contributions = new double[20];
        explainer.Explain(rows[0], contributions);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (float[] row in rows) explainer.Explain(row, contributions);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        double[][] alone = Array.ConvertAll(rows, row => Explained(explainer, row));
        double[][] together = [.. rows.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(row => Explained(explainer, row))];
        for (int row = 0; row < rows.Length; row++) together[row].ShouldBe(alone[row]);
    }

    [Theory]
    [InlineData(30, 31, 12)]
    [InlineData(60, 200, 40)]
    public void Contributions_and_the_expected_margin_sum_to_the_margin(int featureCount, int leafCount, int depth)
    {
        // Paths of up to 40 features need five passes of the quadrature.
        var random = new Random(5);
        TreeEnsemble trees = RandomTrees.Grow(random, treeCount: 50, featureCount, leafCount, depth);
        var explainer = new TreeExplainer(trees);
        var contributions = new double[featureCount];
        double[] margin = new double[1];
        for (int i = 0; i < 200; i++)
        {
            float[] x = RandomTrees.Row(random, featureCount);
            Array.Clear(contributions);
            explainer.Explain(x, contributions);
            trees.Score(x, margin);
            (explainer.Expected + contributions.Sum()).ShouldMatch(margin[0], "sum", 1e-9);
        }
    }

    [Fact]
    public void A_feature_that_no_tree_asks_contributes_exactly_nothing_and_one_leaf_is_all_expected()
    {
        var builder = new TreeEnsembleBuilder(3) { Bias = 0.25 };
        builder.Add(new SplitTree([], [], [], [], [1.5]) { LeafCovers = [10] });
        builder.Add(new SplitTree([1], [0.5f], [~0], [~1], [-1, 2]) { SplitCovers = [4], LeafCovers = [3, 1] });
        var explainer = new TreeExplainer(builder.Build());
        var got = new double[3];
        explainer.Explain([9, 0, 9], got);
        explainer.Expected.ShouldBe(0.25 + 1.5 - 0.25, 1e-12);
        got.ShouldBe([0, -0.75, 0], 1e-12);
    }

    [Fact]
    public void Nodes_that_no_training_row_reached_and_empty_children_do_no_harm()
    {
        var builder = new TreeEnsembleBuilder(2);
        builder.Add(new SplitTree([0, 1, 0], [0f, 0f, -1f], [1, 2, ~0], [~3, ~2, ~1], [1, 2, 3, 4]) { SplitCovers = [5, 0, 0],
            LeafCovers = [0, 0, 0, 5] });
        TreeEnsemble trees = builder.Build();
        foreach (float[] x in new float[][] { [-2, -1], [-0.5f, -1], [-2, 1], [1, 1], [float.NaN, float.NaN] })
        {
            var got = new double[2];
            new TreeExplainer(trees).Explain(x, got);
            got.ShouldBe(BruteForceShap.Of(trees, x), 1e-12);
        }
    }

    [Fact]
    public void A_blend_is_explained_by_its_members_and_one_of_ranks_is_refused()
    {
        var random = new Random(8);
        TreeEnsemble trees = RandomTrees.Grow(random, treeCount: 4, featureCount: 5, leafCount: 9, maxDepth: 4);
        var linear = new LinearModel([0.5f, -1, 2, 0, 0.25f], -2);
        BlendedModel blend = BlendedModel.Average([trees, linear], [3, 1]) with { Bias = 0.125 };
        ModelExplainer explainer = ModelExplainer.Of(blend, new float[] { 1, 2, 3, 4, 5 });
        float[] x = [0.3f, -0.2f, 0.9f, 0.1f, -0.6f];
        double[] got = new double[5], margin = new double[1];
        explainer.Explain(x, got);
        blend.Score(x, margin);
        (explainer.Expected + got.Sum()).ShouldBe(margin[0], 1e-12);
        double[] want = BruteForceShap.Of(trees, x);
        got[1].ShouldBe(0.75 * want[1] + 0.25 * -1 * (-0.2f - 2.0), 1e-10);
        Should.Throw<FraudMlException>(() => ModelExplainer.Of(blend with { TopShares = [] }, default)).Message.ShouldContain("ranks");
    }

    private static void RequireBruteForce(TreeExplainer explainer, TreeEnsemble trees, float[] x)
    {
        double[] got = Explained(explainer, x), want = BruteForceShap.Of(trees, x);
        for (int feature = 0; feature < x.Length; feature++) got[feature].ShouldMatch(want[feature], $"feature {feature}", 1e-10);
    }

    private static double[] Explained(TreeExplainer explainer, float[] row)
    {
        var contributions = new double[row.Length];
        explainer.Explain(row, contributions);
        return contributions;
    }

    private static TreeEnsemble Together(List<TreeEnsemble> parts)
    {
        int[] starts = [.. parts.Select((_, part) => parts.Take(part).Sum(before => before.Features.Length))];
        int[] Shifted(Func<TreeEnsemble, int[]> nodes) =>
            [.. parts.SelectMany((part, i) => nodes(part).Select(node => node < 0 ? node : node + starts[i]))];
        return parts[0] with
        {
            Roots = Shifted(part => part.Roots),
            Left = Shifted(part => part.Left),
            Right = Shifted(part => part.Right),
            Features = [.. parts.SelectMany(part => part.Features)],
            Thresholds = [.. parts.SelectMany(part => part.Thresholds)],
            MissingLeft = [.. parts.SelectMany(part => part.MissingLeft)],
            Values = [.. parts.SelectMany(part => part.Values)],
            Covers = [.. parts.SelectMany(part => part.Covers)],
        };
    }

    private static TreeEnsemble Ensemble(JsonNode golden)
    {
        var builder = new TreeEnsembleBuilder((int)golden["n_features"]!);
        foreach (JsonNode? tree in golden["trees"]!.AsArray())
        {
            JsonNode[] nodes = [.. tree!.AsArray().Select(node => node!)];
            int[] splits = [.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i]["leaf"] is null)],
                leaves = [.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i]["leaf"] is not null)];
            int Child(int node) => Array.IndexOf(splits, node) is >= 0 and var split ? split : ~Array.IndexOf(leaves, node);
            T[] Of<T>(int[] places, Func<JsonNode, T> value) => Array.ConvertAll(places, place => value(nodes[place]));
            builder.Add(new SplitTree(
                Of(splits, node => (int)node["feature"]!),
                // There a value equal to the threshold goes right.
                Of(splits, node => MathF.BitDecrement((float)(double)node["threshold"]!)),
                Of(splits, node => Child((int)node["yes"]!)),
                Of(splits, node => Child((int)node["no"]!)),
                Of(leaves, node => (double)node["leaf"]!))
            {
                MissingLeft = Of(splits, node => (int)node["missing"]! == (int)node["yes"]!),
                SplitCovers = Of(splits, node => (double)node["cover"]!),
                LeafCovers = Of(leaves, node => (double)node["cover"]!),
            });
        }
        return builder.Build();
    }
}
