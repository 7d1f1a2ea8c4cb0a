using FraudMl.Tests.TrainerContract;
using Microsoft.ML;

namespace FraudMl.Tests.Training;

/// <summary>What ML.NET's learners do unless they are told otherwise, and what became of it.</summary>
public sealed class MlNetFaultTests
{
    [Fact]
    public void The_first_tree_of_a_forest_looks_at_every_column()
    {
        // Frauds are moved along all columns alike.
        TrainingData data = Shifted(_ => 1);
        foreach (int seed in new[] { 1, 2, 42 })
        {
            TreeEnsemble[] first = [.. Enumerable.Range(0, 10).Select(i =>
                (TreeEnsemble)Trainers.FastForest(new() { TreeCount = 1 }).Train(data, new TrainingContext(seed + (100 * i), 1)))];
            for (int column = 0; column < 6; column++)
                first.Sum(tree => tree.Features.Count(feature => feature == column))
                    .ShouldBeGreaterThan(0, $"column {column}, seed {seed}");
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void One_tree_finds_the_column_that_tells_wherever_it_stands(int place)
    {
        TrainingData data = Shifted(column => column == place ? 2.5 : 0);
        foreach (ITrainer trainer in new[]
        {
            Trainers.FastForest(new() { TreeCount = 1, FeatureRatio = 1 }),
                Trainers.BalancedRandomForest(Trainers.FastForest(new() { TreeCount = 1, FeatureRatio = 1 }), new() { TreeCount = 5 }),
            Trainers.FastTree(new() { TreeCount = 1 }), Trainers.BalancedRandomForest(options: new() { TreeCount = 15 }),
        })
        {
            double[] margins = ContractData.Margins(trainer.Train(data, new TrainingContext(7, 1)), data.Matrix);
            Metrics.RocAuc.Compute(new ScoredRows(data.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }))
                .ShouldBeGreaterThan(0.85, trainer.Name);
        }
    }

    [Fact]
    public void No_column_of_a_forest_is_favoured_for_its_place()
    {
        // Frauds are moved along all columns alike, and each split chooses among few of them.
        TrainingData data = Shifted(_ => 1);
        double[] splits = new double[6];
        for (int seed = 1; seed <= 40; seed++)
        {
            var trees = (TreeEnsemble)Trainers.FastForest(new() { TreeCount = 5, FeatureRatio = 0.2 }).Train(data,
                new TrainingContext(seed, 1));
            for (int column = 0; column < 6; column++) splits[column] += trees.Features.Count(feature => feature == column);
        }

        (splits.Max() / splits.Min()).ShouldBeLessThan(1.9, string.Join(" ", splits));
    }

    [Fact]
    public void The_columns_that_a_boosted_tree_samples_follow_the_seed()
    {
        TrainingData data = Shifted(_ => 1);
        int[] roots = [.. Enumerable.Range(1, 30).Select(seed =>
        {
            var trees = (TreeEnsemble)Trainers.FastTree(new() { TreeCount = 1, FeatureRatio = 0.4 }).Train(data,
                new TrainingContext(seed, 1));
            return trees.Features[trees.Roots[0]];
        }).Where(feature => feature >= 0)];
        roots.Distinct().Count().ShouldBeGreaterThan(3, string.Join(" ", roots));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void The_penalties_of_SDCA_are_multiplied_by_no_weights_and_its_intercept_is_free(int weighting)
    {
        TrainingData data = Shifted(column => column < 2 ? 0.7 : 0, columns: 4, rows: 1200, fraudEvery: 30);
        int rows = data.Labels.Length;
        float[] weights = weighting switch { 0 => [], 1 => [.. Enumerable.Repeat(2f, rows)], 2 => [.. Enumerable.Repeat(20f, rows)], _ =>
            [.. Enumerable.Range(0, rows).Select(row => 0.2f + (row % 9))] };
        data = data with { Weights = weights };
        foreach ((double l2, double l1) in new[] { (10.0, 0.0), (1.0, 0.0), (10.0, 3.0), (0.5, 20.0) })
        {
            foreach (bool standardize in new[] { false, true })
            {
                var sdca = (LinearModel)Trainers.Sdca(new() { L2 = l2, L1 = l1, Standardize = standardize }).Train(data,
                    new TrainingContext(1, 1));
                var exact = (LinearModel)Trainers.LogisticRegression(new() { L2 = l2, L1 = l1, Standardize = standardize, Tolerance =
                    1e-12 }).Train(data, new TrainingContext(1, 1));
                for (int i = 0; i < 4; i++) ((double)sdca.Weights[i])
                    .ShouldBe(exact.Weights[i], 2e-4 * Math.Max(0.1, Math.Abs(exact.Weights[i])), $"weight {i}, L2 {l2}, L1 {l1}");
                sdca.Bias.ShouldBe(exact.Bias, 2e-4 * Math.Abs(exact.Bias));
                double[] p = ContractData.Probabilities(sdca, data.Matrix);
                double surplus = p.Select((probability, row) =>
                    (weights.Length > 0 ? weights[row] : 1) * (probability - (data.Labels.Span[row] ? 1 : 0))).Sum();
                surplus.ShouldBe(0, 2e-3 * (weights.Length > 0 ? weights.Average() : 1), $"Σ weight · (p − y), L2 {l2}, L1 {l1}");
            }
        }
    }

    [Fact]
    public void A_GAM_leaves_out_columns_without_a_shape_wherever_they_stand()
    {
        TrainingData data = Shifted(column => column == 3 ? 2 : 0);
        foreach (Func<int, float> constant in new Func<int, float>[] { _ => 5, row => row == 7 ? 1 : 0, _ => 3e38f })
        {
            foreach (int[] places in new[] { new[] { 0 }, [5], [0, 1, 2], [4, 5], [0, 1, 2, 4, 5] })
            {
                float[] values = data.Matrix.Values.ToArray();
                for (int row = 0; row < data.Labels.Length; row++)
                {
                    foreach (int place in places) values[(row * 6) + place] = constant(row);
                }

                TrainingData degenerate = data with { Matrix = new FeatureMatrix(values, data.Labels.Length, data.Matrix.Columns) };
                var model = (TreeEnsemble)Trainers.Gam(new() { IterationCount = 200 }).Train(degenerate, new TrainingContext(1, 1));
                model.Features.Where(feature => feature >= 0).ShouldContain(3);
                double[] margins = ContractData.Margins(model, degenerate.Matrix);
                Metrics.RocAuc.Compute(new ScoredRows(data.Labels.ToArray(), margins, new() { Kind = ScoreKind.Margin }))
                    .ShouldBeGreaterThan(0.8);
            }
        }
    }

    [Fact]
    public void Without_a_split_the_share_of_frauds_is_given()
    {
        TrainingData few = Rows.Of([.. Enumerable.Range(0, 20).Select(row => new[] { (float)row, row % 3 })],
            [.. Enumerable.Range(0, 20).Select(row => row % 4 == 0)]);
        TrainingData weighted = few with { Weights = Enumerable.Range(0, 20).Select(row => row % 4 == 0 ? 3f : 1f).ToArray() };
        TrainingData same = Rows.Of([.. Enumerable.Range(0, 300).Select(_ => new[] { 1f })],
            [.. Enumerable.Range(0, 300).Select(row => row % 10 == 0)]);
        TrainingData nearly = Rows.Of([.. Enumerable.Range(0, 300).Select(row => new[] { row == 3 ? 1f : 0 })],
            [.. Enumerable.Range(0, 300).Select(row => row % 10 == 0)]);
        foreach (ITrainer trainer in new[]
        {
            Trainers.FastTree(), Trainers.FastForest(new() { MinimumRowsPerLeaf = 20 }), Trainers.Gam(),
            Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.FastTree(minimumExampleCountPerLeaf: 20)),
                Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 5, minimumExampleCountPerLeaf: 20)),
        })
        {

            // The bins of a GAM need ten rows, and here there are twenty.
            if (trainer.Name != "GAM") Scores(trainer, few).ShouldAllBe(p => Math.Abs(p - 0.25) < 1e-6, trainer.Name);
            Scores(trainer, same).ShouldAllBe(p => Math.Abs(p - 0.1) < 1e-6, trainer.Name);
            Scores(trainer, nearly).ShouldAllBe(p => Math.Abs(p - 0.1) < 0.01, trainer.Name);
            if (trainer.Name is "FastTree" or "FastForest") Scores(trainer, weighted)
                .ShouldAllBe(p => Math.Abs(p - 0.5) < 1e-6, trainer.Name);
        }
    }

    private static double[] Scores(ITrainer trainer, TrainingData data) =>
        ContractData.Probabilities(trainer.Train(data, new TrainingContext(1, 1)), data.Matrix);

    private static TrainingData Shifted(Func<int, double> shift, int columns = 6, int rows = 2000, int fraudEvery = 10)
    {
        var random = new Random(5);
        bool[] labels = [.. Enumerable.Range(0, rows).Select(row => row % fraudEvery == 0)];
        return Rows.Of([.. labels.Select(fraud => Enumerable.Range(0, columns)
            .Select(column => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5 + (fraud ? 0.5 * shift(column)
                : 0))).ToArray())], labels);
    }
}
