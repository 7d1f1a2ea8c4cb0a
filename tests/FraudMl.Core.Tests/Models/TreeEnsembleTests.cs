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
    public void Trees_side_by_side_give_the_sum_of_trees_one_by_one_even_where_copies_changed_and_trees_are_too_large_for_it()
    {
        var random = new Random(5);
        foreach (int leafCount in new[] { 1, 2, 31, 150_000 })
        {
            TreeEnsemble trees = RandomTrees.Of(random, treeCount: leafCount > 100 ? 2 : 21, leafCount, featureCount: 7);
            TreeEnsemble doubled = trees with { Values = Array.ConvertAll(trees.Values, value => 2 * value) };
            for (int i = 0; i < 300; i++)
            {
                float[] row = [.. Enumerable.Range(0, 7).Select(_ => random.Next(6) == 0 ? float.NaN : (float)random.NextDouble())];
                double expected = trees.Bias + trees.Roots.Sum(root => trees.Values[RandomTrees.Leaf(trees, root, row)]);
                Margin(trees, row).ShouldBe(expected, 1e-12);
                Margin(doubled, row).ShouldBe((2 * (expected - trees.Bias)) + trees.Bias, 1e-12);
            }
        }

        static double Margin(TreeEnsemble trees, float[] row)
        {
            var margin = new double[1];
            trees.Score(row, margin);
            return margin[0];
        }
    }

    // Masks of 32 and 64 bits, in one layout and in several, and walks; thresholds are few, so that splits share them and rows meet them.
    [Theory]
    [InlineData(40, 15, 7)]
    [InlineData(40, 32, 1)]
    [InlineData(40, 33, 7)]
    [InlineData(40, 64, 7)]
    [InlineData(40, 65, 7)]
    [InlineData(40, 31, 21)]
    [InlineData(300, 31, 20)]
    [InlineData(300, 40, 64)]
    public void Every_layout_scores_missing_infinite_and_exactly_met_values_as_the_trees_are_defined(int treeCount, int leafCount,
        int featureCount)
    {
        float[] corners = [float.NegativeInfinity, float.MinValue, -1, -float.Epsilon, -0f, 0f, float.Epsilon, 1e-38f, 1,
            MathF.BitIncrement(1), float.MaxValue, float.PositiveInfinity];
        var random = new Random(treeCount + leafCount);
        TreeEnsemble trees = RandomTrees.Of(random, treeCount, leafCount, featureCount);
        trees = trees with { Thresholds = Array.ConvertAll(trees.Thresholds, _ => corners[random.Next(corners.Length)]) };
        float[] rows = [.. Enumerable.Range(0, 100 * featureCount).Select(
            _ => random.Next(8) == 0 ? float.NaN : corners[random.Next(corners.Length)])];
        double[] margins = new double[100], alone = new double[1];
        trees.Score(rows, margins);
        for (int i = 0; i < margins.Length; i++)
        {
            float[] row = rows[(i * featureCount)..((i + 1) * featureCount)];
            margins[i].ShouldBe(trees.Bias + trees.Roots.Sum(root => trees.Values[RandomTrees.Leaf(trees, root, row)]), 1e-12);
            trees.Score(row, alone);
            alone[0].ShouldBe(margins[i], 0);
        }
    }

    // Masks of 32 and 64 bits, walks, and trees too large or of too many categories for either.
    [Theory]
    [InlineData(40, 15, 7, new[] { 3, 700 })]
    [InlineData(40, 15, 2, new[] { 31, 32 })]
    [InlineData(40, 40, 7, new[] { 65, 33, 300 })]
    [InlineData(300, 31, 9, new[] { 500, 400 })]
    [InlineData(300, 31, 9, new[] { 2000 })]
    [InlineData(300, 31, 9, new[] { 20_000, 2000 })]
    [InlineData(21, 200, 9, new[] { 2, 256 })]
    [InlineData(21, 200, 3, new[] { 5000, 300, 40 })]
    [InlineData(2, 50_000, 6, new[] { 9, 64 })]
    public void Every_layout_and_ONNX_score_categories_as_the_trees_are_defined(int treeCount, int leafCount, int featureCount,
        int[] categoryCounts)
    {
        var random = new Random(treeCount + leafCount + featureCount);
        TreeEnsemble trees = RandomTrees.Of(random, treeCount, leafCount, featureCount, categoryCounts);
        trees.Check();
        float[][] rows = [.. Enumerable.Range(0, 200).Select(_ => RandomTrees.Row(random, featureCount, categoryCounts))];
        double[] margins = new double[rows.Length], alone = new double[1];
        trees.Score([.. rows.SelectMany(row => row)], margins);
        double[] onnx = leafCount > 1000 ? margins : OnnxScores.Margins(trees, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            margins[i].ShouldBe(trees.Bias + trees.Roots.Sum(root => trees.Values[RandomTrees.Leaf(trees, root, rows[i])]), 1e-12);
            trees.Score(rows[i], alone);
            alone[0].ShouldBe(margins[i], 0);
            onnx[i].ShouldBe(margins[i], 1e-9 * Math.Max(1, Math.Abs(margins[i])), $"row {i} in ONNX Runtime");
        }
    }

    [Fact]
    public void Categories_that_are_none_lead_nowhere_or_come_twice_are_refused()
    {
        TreeEnsemble sound = RandomTrees.Of(new Random(1), 3, 8, 3, 40);
        int split = Array.FindIndex(sound.Features, feature => feature == 0), leaf = Array.IndexOf(sound.Features, -1);
        int[] Moved(int node, int by) => [.. sound.CategoryStarts!.Select((start, at) => at == node + 1 ? start + by : start)];
        bool[] left = [.. sound.MissingLeft];
        left[split] = true;
        foreach (TreeEnsemble broken in new[]
        {
            sound with { CategoryStarts = null },
            sound with { CategoryBits = null },
            sound with { CategoryStarts = sound.CategoryStarts![1..] },
            sound with { CategoryBits = [.. sound.CategoryBits!, 1] },
            sound with { CategoryStarts = Moved(split, -100) },
            sound with { CategoryStarts = Moved(split, int.MaxValue / 2) },
            sound with { CategoryStarts = Moved(leaf, 1) },
            sound with { CategoryBits = new uint[sound.CategoryBits!.Length] },
            sound with { MissingLeft = left },
            sound with { Features = [.. sound.Features.Select(feature => feature > 0 ? 0 : feature)] },
            sound with { CategoryStarts = new int[sound.CategoryStarts!.Length], CategoryBits = null },
        })
            Should.Throw<FraudMlException>(broken.Check).Message.ShouldContain("broken");
        sound.Check();
    }

    [Theory]
    [InlineData(31)]
    [InlineData(100)]
    [InlineData(31, 50)]
    [InlineData(100, 50)]
    public void Scoring_allocates_nothing(int leafCount, params int[] categoryCounts)
    {
        TreeEnsemble trees = RandomTrees.Of(new Random(5), 50, leafCount, 7, categoryCounts);
        float[] rows = new float[7 * 64];
        var margins = new double[64];
        trees.Score(rows, margins);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trees.Score(rows, margins);
        trees.Score(rows.AsSpan(0, 7), margins.AsSpan(0, 1));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 99, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(7, 1, 2)]
    public void A_broken_tree_is_refused_instead_of_read(int feature, int left, int right)
    {
        var trees = new TreeEnsemble
        {
            FeatureTotal = 2,
            Bias = 0,
            Roots = [0],
            Features = [feature, -1, -1],
            Thresholds = new float[3],
            Left = [left, 0, 0],
            Right = [right, 0, 0],
            MissingLeft = new bool[3],
            Values = new double[3],
            Covers = new double[3],
        };
        Should.Throw<FraudMlException>(() => trees.Score([1, 2], new double[1])).Message.ShouldContain("broken");
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
