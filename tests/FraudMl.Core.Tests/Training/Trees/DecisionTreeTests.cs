using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training.Trees;

public sealed class DecisionTreeTests
{
    private static readonly DecisionTreeOptions Exact = new() { MinimumRowsPerLeaf = 3, MaximumBinCount = 65535, Smoothing = 0.5 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_split_is_the_best_of_all_features_and_values_by_brute_force(int seed)
    {
        TrainingData data = Mixed(300, seed);
        TreeEnsemble tree = Grow(data, Exact);
        tree.Features.Count(feature => feature >= 0).ShouldBeGreaterThan(10);
        for (int node = 0; node < tree.Features.Length; node++)
        {
            if (tree.Features[node] < 0) continue;
            int[] rows = RowsOf(tree, node, data);
            bool[] left = Array.ConvertAll(rows, row => tree.Next(node, data.Matrix.Row(row)) == tree.Left[node]);
            Gain(rows, left, data).ShouldBe(BestGain(rows, data, Exact.MinimumRowsPerLeaf), 1e-9, $"node {node}");
        }
    }

    [Fact]
    public void Covers_are_the_weights_of_the_rows_and_leaves_the_log_odds_of_their_m_estimate()
    {
        TrainingData data = Mixed(400, seed: 4);
        TreeEnsemble tree = Grow(data, Exact);
        double share = data.FraudRatio();
        for (int node = 0; node < tree.Features.Length; node++)
        {
            int[] rows = RowsOf(tree, node, data);
            double weight = rows.Sum(row => (double)data.Weights.Span[row]),
                frauds = rows.Sum(row => data.Labels.Span[row] ? (double)data.Weights.Span[row] : 0);
            tree.Covers[node].ShouldBe(weight, 1e-9);
            if (tree.Features[node] < 0) LogOdds.ToProbability(tree.Values[node])
                .ShouldBe((frauds + (0.5 * share)) / (weight + 0.5), 1e-12);
        }
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice()
    {
        TrainingData data = Mixed(500, seed: 5) with { Weights = default };
        int[] twice = [.. Enumerable.Range(0, 500).SelectMany(row => Enumerable.Repeat(row, 1 + (row % 2)))];
        var repeated = new TrainingData(data.Matrix.Take(twice), Array.ConvertAll(twice, row => data.Labels.Span[row]));
        TrainingData weighted = data with { Weights = Enumerable.Range(0, 500).Select(row => 1f + (row % 2)).ToArray() };
        foreach (int bins in new[] { 65535, 16 })
        {
            DecisionTreeOptions options = Exact with { MinimumRowsPerLeaf = 1, MaximumBinCount = bins };
            ContractData.Margins(Grow(weighted, options), data.Matrix).ShouldBe(ContractData.Margins(Grow(repeated, options), data.Matrix));
        }
    }

    [Fact]
    public void Rows_of_weight_zero_are_no_rows()
    {
        TrainingData data = Mixed(500, seed: 6);
        int[] kept = [.. Enumerable.Range(0, 500).Where(row => row % 3 > 0)];
        TrainingData zeros = data with { Weights = Enumerable.Range(0, 500).Select(row => row % 3 > 0 ? data.Weights.Span[row] : 0)
            .ToArray() };
        var without = new TrainingData(data.Matrix.Take(kept),
            Array.ConvertAll(kept, row => data.Labels.Span[row])) { Weights = Array.ConvertAll(kept, row => data.Weights.Span[row]) };
        ContractData.Margins(Grow(zeros, Exact), data.Matrix).ShouldBe(ContractData.Margins(Grow(without, Exact), data.Matrix));
    }

    // Weights that no two sets of rows share, so that no two splits gain the same.
    [Fact]
    public void Permuted_columns_give_the_same_scores()
    {
        var random = new Random(1);
        TrainingData data = ContractData.Rows(2000) with { Weights = Enumerable.Range(0, 2000).Select(_ => 0.5f + random.NextSingle())
            .ToArray() };
        int[] order = [5, 3, 7, 0, 2, 6, 1, 4];
        float[] values = [.. Enumerable.Range(0, 2000).SelectMany(row => order.Select(column => data.Matrix.Row(row)[column]).ToArray())];
        TrainingData permuted = data with { Matrix = ContractData.Matrix(values, 2000) };
        ContractData.Margins(Grow(permuted, new()), permuted.Matrix).ShouldBe(ContractData.Margins(Grow(data, new()), data.Matrix));
    }

    [Fact]
    public void A_column_that_tells_is_found_wherever_it_stands()
    {
        ITrainer[] trainers = [Trainers.DecisionTree(new() { MinimumRowsPerLeaf = 40 }),
            Trainers.BaggedTrees(new() { TreeCount = 30, MinimumRowsPerLeaf = 20 })];
        for (int place = 0; place < 6; place++)
        {
            (TrainingData train, TrainingData test) = (OneThatTells(2000, place, seed: 1), OneThatTells(2000, place, seed: 2));
            foreach (ITrainer trainer in trainers)
            {
                double[] margins = ContractData.Margins(trainer.Train(train, ContractData.Context()), test.Matrix);
                Metrics.RocAuc.Compute(new ScoredRows(test.Labels.Span, margins, new() { Kind = ScoreKind.Margin }))
                    .ShouldBeGreaterThan(0.75, $"{trainer.Name}, column {place}");
            }
        }
    }

    [Fact]
    public void Missing_values_that_tell_are_split_off_and_others_go_where_most_rows_go()
    {
        var random = new Random(1);
        bool[] labels = [.. Enumerable.Range(0, 1000).Select(_ => random.Next(10) == 0)];
        float[] values = [.. labels.SelectMany(fraud => new[] { fraud ? float.NaN : random.NextSingle(), random.NextSingle() })];
        TrainingData data = Of(values, labels);
        TreeEnsemble tree = Grow(data, new() { LeafCount = 2 });
        tree.Features[0].ShouldBe(0);
        ContractData.Probabilities(tree, data.Matrix).Zip(labels).ShouldAllBe(row => row.First > 0.5 == row.Second);

        float[] skewed = [.. labels.SelectMany(fraud => new[] { fraud ? 2f : random.NextSingle(), 0f })];
        TreeEnsemble other = Grow(Of(skewed, labels), new() { LeafCount = 2 });
        other.MissingLeft[0].ShouldBeTrue();
    }

    [Fact]
    public void Sizes_are_kept()
    {
        TrainingData data = Mixed(2000, seed: 7);
        TrainerContract.TreeShape shape = TrainerContract.TreeShape.Of(Grow(data, new() { LeafCount = 9 })).ShouldHaveSingleItem();
        shape.LeafCount.ShouldBe(9);
        TrainerContract.TreeShape.Of(Grow(data, new() { LeafCount = 500, MaximumDepth = 3 }))[0].Depth.ShouldBe(3);
        TreeEnsemble wide = Grow(data, new() { LeafCount = 500, MinimumRowsPerLeaf = 60 });
        Enumerable.Range(0, wide.Features.Length).Where(node => wide.Features[node] < 0).Min(leaf => RowsOf(wide, leaf, data).Length)
            .ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void No_more_values_are_told_apart_than_asked()
    {
        float[] values = [.. Enumerable.Range(0, 4000).Select(row => (float)row)];
        bool[] labels = [.. Enumerable.Range(0, 4000).Select(row => row / 7 % 2 == 0)];
        TreeEnsemble tree = Grow(Of(values, labels, 1), new() { LeafCount = 4000, MinimumRowsPerLeaf = 1, MaximumBinCount = 16 });
        tree.Thresholds.Where((_, node) => tree.Features[node] >= 0).Distinct().Count().ShouldBeInRange(4, 15);
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(float.NaN)]
    public void Columns_that_do_not_vary_give_one_leaf_with_the_share_of_frauds(float value)
    {
        bool[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 20 == 0)];
        TrainingData data = Of([.. Enumerable.Repeat(value, 400)], labels);
        foreach (ITrainer trainer in new[] { Trainers.DecisionTree(), Trainers.BaggedTrees(new() { TreeCount = 10 }) })
            ContractData.Probabilities(trainer.Train(data, ContractData.Context()), data.Matrix)
                .ShouldAllBe(p => Math.Abs(p - 0.05) < 0.02);
    }

    [Fact]
    public void Infinite_and_huge_values_and_neighbouring_floats_are_split_between()
    {
        float next = MathF.BitIncrement(1f);
        float[] levels = [float.NegativeInfinity, -float.MaxValue, 1f, next, float.MaxValue, float.PositiveInfinity];
        float[] values = [.. Enumerable.Range(0, 600).Select(row => levels[row % 6])];
        bool[] labels = [.. Enumerable.Range(0, 600).Select(row => row % 2 == 0)];
        TrainingData data = Of(values, labels, 1);
        ContractData.Probabilities(Grow(data, new()), data.Matrix).Zip(labels).ShouldAllBe(row => row.First > 0.5 == row.Second);
    }

    [Fact]
    public void The_threads_do_not_show_where_leaves_are_large()
    {
        TrainingData data = ContractData.Rows(30_011);
        foreach (double ratio in new[] { 1.0, 0.4 })
        {
            TreeEnsemble Train(int threads) =>
                (TreeEnsemble)Trainers.DecisionTree(new() { FeatureRatio = ratio }).Train(data, ContractData.Context(threads));
            TreeEnsemble expected = Train(1);
            foreach (int threads in new[] { 2, 4 })
            {
                TreeEnsemble tree = Train(threads);
                tree.Thresholds.ShouldBe(expected.Thresholds);
                tree.Features.ShouldBe(expected.Features);
                tree.Values.ShouldBe(expected.Values);
            }
        }
    }

    [Fact]
    public void Saying_stop_ends_the_growth_with_what_there_is()
    {
        TrainingContext stopping = ContractData.Context() with { OnIteration = iteration => iteration.Iteration < 5 };
        TrainerContract.TreeShape.Of((TreeEnsemble)Trainers.DecisionTree().Train(ContractData.Rows(2000), stopping))[0].LeafCount
            .ShouldBe(6);
        foreach (int threads in new[] { 1, 3 })
            ((TreeEnsemble)Trainers.BaggedTrees().Train(ContractData.Rows(2000), stopping with { ThreadCount = threads })).Roots.Length
                .ShouldBe(5);
    }

    [Fact]
    public void Bagged_trees_are_as_many_as_asked_and_calibrated_by_rows_they_had_not_seen()
    {
        TrainingData data = ContractData.Rows(4000);
        var trees = (TreeEnsemble)Trainers.BaggedTrees(new() { TreeCount = 30, MinimumRowsPerLeaf = 1 })
            .Train(data, ContractData.Context());
        trees.Roots.Length.ShouldBe(30);
        TrainingData unseen = ContractData.Rows(8000, seed: 2);
        ContractData.Probabilities(trees, unseen.Matrix).Average().ShouldBe(unseen.FraudRatio(), 0.01);
    }

    [Fact]
    public void Bagged_trees_rank_categories_and_copies_the_right_way_round()
    {
        (TrainingData train, TrainingData test) = (Cells(5000, seed: 1), Cells(5000, seed: 2));
        int[] twice = [.. Enumerable.Range(0, 5000).SelectMany(row => Enumerable.Repeat(row, train.Labels.Span[row] ? 8 : 1))];
        var copied = new TrainingData(train.Matrix.Take(twice), Array.ConvertAll(twice, row => train.Labels.Span[row]));
        foreach (TrainingData rows in new[] { train, copied })
        {
            double[] margins = ContractData.Margins(Trainers.BaggedTrees().Train(rows, ContractData.Context()), test.Matrix);
            Metrics.RocAuc.Compute(new ScoredRows(test.Labels.Span, margins, new() { Kind = ScoreKind.Margin })).ShouldBeGreaterThan(0.6);
        }
    }

    // 360 cells of four categories.
    private static TrainingData Cells(int rowCount, int seed)
    {
        var random = new Random(seed);
        int[] levels = [3, 4, 5, 6];
        float[] values = [.. Enumerable.Range(0, rowCount).SelectMany(_ => levels.Select(count => (float)random.Next(count)).ToArray())];
        bool[] labels = [.. Enumerable.Range(0, rowCount).Select(row =>
        {
            double margin = -3.2 + levels.Select((count, i) => (i % 2 == 0 ? 1.6 : -1.0) * values[(row * 4) + i] / count).Sum();
            return random.NextDouble() < LogOdds.ToProbability(margin);
        })];
        return Of(values, labels, 4);
    }

    private static TreeEnsemble Grow(TrainingData data, DecisionTreeOptions options) =>
        (TreeEnsemble)Trainers.DecisionTree(options).Train(data, ContractData.Context());

    private static int[] RowsOf(TreeEnsemble tree, int node, TrainingData data) => [.. Enumerable.Range(0, data.Labels.Length).Where(row =>
    {
        int at = 0;
        while (at != node && tree.Features[at] >= 0) at = tree.Next(at, data.Matrix.Row(row));
        return at == node;
    })];

    private static double BestGain(int[] rows, TrainingData data, int minimumRows)
    {
        double best = 0;
        for (int column = 0; column < data.Matrix.ColumnCount; column++)
        {
            float[] values = Array.ConvertAll(rows, row => data.Matrix.Row(row)[column]);
            foreach (float value in values.Where(value => !float.IsNaN(value)).Distinct())
            {
                foreach (bool missingLeft in new[] { false, true })
                {
                    bool[] left = Array.ConvertAll(values, other => float.IsNaN(other) ? missingLeft : other <= value);
                    int count = left.Count(is_ => is_);
                    if (count >= minimumRows && rows.Length - count >= minimumRows) best = Math.Max(best, Gain(rows, left, data));
                }
            }
        }

        return best;
    }

    private static double Gain(int[] rows, bool[] left, TrainingData data) =>
        Squares(rows, data) - Squares([.. rows.Where((_, i) => left[i])], data) - Squares([.. rows.Where((_, i) => !left[i])], data);

    // Σ weight · (y − mean)².
    private static double Squares(int[] rows, TrainingData data)
    {
        double weight = rows.Sum(row => (double)data.Weights.Span[row]),
            mean = rows.Sum(row => data.Labels.Span[row] ? (double)data.Weights.Span[row] : 0) / weight;
        return rows.Sum(row => data.Weights.Span[row] * Math.Pow((data.Labels.Span[row] ? 1 : 0) - mean, 2));
    }

    // Numbers with and without ties, some missing, and weights.
    private static TrainingData Mixed(int rowCount, int seed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, rowCount).SelectMany(_ => new[]
        {
            random.NextSingle(), random.Next(5), random.Next(8) == 0 ? float.NaN : random.NextSingle() * 1e6f, random.Next(2),
        })];
        bool[] labels = [.. Enumerable.Range(0, rowCount)
            .Select(row => values[row * 4] + (values[(row * 4) + 1] / 5) + random.NextSingle() > 1.7f)];
        return Of(values, labels, 4) with { Weights = Enumerable.Range(0, rowCount).Select(_ => 0.5f + random.NextSingle()).ToArray() };
    }

    private static TrainingData OneThatTells(int rowCount, int place, int seed)
    {
        var random = new Random(seed);
        bool[] labels = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(20) == 0)];
        float[] values = [.. labels.SelectMany(fraud => Enumerable.Range(0, 6)
            .Select(column => random.NextSingle() + random.NextSingle() + (fraud && column == place ? 0.8f : 0)).ToArray())];
        return Of(values, labels, 6);
    }

    private static TrainingData Of(float[] values, bool[] labels, int columnCount = 2) =>
        new(new FeatureMatrix(values, labels.Length,
            [.. Enumerable.Range(0, columnCount).Select(i => new FeatureColumn($"F{i}", $"F{i}"))]), labels);
}
