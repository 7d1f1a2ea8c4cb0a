using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

/// <summary>Splits by categories: LightGBM's own predictions, ours in every layout, and ONNX Runtime's are the same.</summary>
public sealed class CategoryParityTests
{
    private const int RowCount = 6000;

    public static TheoryData<int, LightGbmOptions> Options => new()
    {
        { 3, new() { TreeCount = 60 } },
        { 40, new() { TreeCount = 60, LeafCount = 31, RowRatio = 0.8, FeatureRatio = 0.8 } },
        { 300, new() { TreeCount = 40, LeafCount = 63, MinimumRowsPerCategoryGroup = 1, MaximumCategoryThreshold = 32 } },
        { 300, new() { TreeCount = 12, LeafCount = 255, MaximumCategoryThreshold = 200, MinimumRowsPerCategoryGroup = 5 } },
        { 2000, new() { TreeCount = 40, LeafCount = 31, MaximumBinCount = 1023, MinimumRowsPerCategoryGroup = 1, CategoryL2 = 0 } },
        { 40, new() { TreeCount = 40, MaximumOneHotCategoryCount = 100 } },
        { 40, new() { TreeCount = 40, RandomThresholds = true, PathSmoothing = 2, MaximumStep = 0.7, L1 = 0.1 } },
        { 40, new() { TreeCount = 20, Mode = LightGbmMode.Goss } },
        { 40, new() { TreeCount = 20, Mode = LightGbmMode.Dart } },
        { 40, new() { TreeCount = 20, IncreasingFeatures = ["x"] } },
    };

    [Theory, MemberData(nameof(Options))]
    public void Rows_score_as_LightGBM_and_ONNX_Runtime_score_them(int categoryCount, LightGbmOptions options)
    {
        LightGbmLibrary.Require();
        TrainingData data = Data(categoryCount);
        string parameters = LightGbmParameters.Of(options, ContractData.Context(), data.Matrix.Columns);
        RequireParity(data, parameters, options.TreeCount, categoryCount);
    }

    [Fact]
    public void A_forest_votes_as_LightGBM_and_ONNX_Runtime_vote()
    {
        LightGbmLibrary.Require();
        TrainingData data = Data(300);
        var trainer = new RandomForestTrainer(new() { TreeCount = 12, MaximumCategoryThreshold = 64 });
        RequireParity(data, trainer.Parameters(ContractData.Context(), data), 12, 300, share: 1.0 / 12);
    }

    [Fact]
    public void Categories_are_split_by_sets_and_covers_are_the_rows_that_reached_each_node()
    {
        var trees = (TreeEnsemble)Trainers.LightGbm(new() { TreeCount = 20 }).Train(Data(300), ContractData.Context());
        int[] splits = [.. Enumerable.Range(0, trees.Features.Length).Where(node => trees.Features[node] >= 0)];
        splits.Count(node => trees.Features[node] == 1).ShouldBeGreaterThan(20);
        foreach (int node in splits)
        {
            (trees.CategoryStarts![node] == trees.CategoryStarts[node + 1]).ShouldBe(trees.Features[node] != 1);
            trees.Covers[node].ShouldBe(trees.Covers[trees.Left[node]] + trees.Covers[trees.Right[node]]);
        }

        foreach (int root in trees.Roots) trees.Covers[root].ShouldBe(RowCount);
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(16777216f)]
    public void A_category_that_is_no_whole_number_is_refused(float value)
    {
        TrainingData data = Data(40);
        float[] values = data.Matrix.Values.ToArray();
        values[1] = value;
        Should.Throw<FraudMlException>(() => Trainers.LightGbm().Train(data with { Matrix = new(values, RowCount, data.Matrix.Columns) },
            ContractData.Context())).Message.ShouldContain("'c' has others in 1 of 6000 rows");
    }

    [Fact]
    public void A_feature_of_categories_cannot_be_constrained() =>
        Should.Throw<FraudMlException>(
            () => Trainers.LightGbm(new() { IncreasingFeatures = ["c"] }).Train(Data(40), ContractData.Context()))
            .Message.ShouldContain("can't constrain 'c': categories have no order");

    private static void RequireParity(TrainingData data, string parameters, int treeCount, int categoryCount, double share = 1)
    {
        using DatasetHandle dataset = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(dataset, parameters);
        for (int i = 0; i < treeCount; i++) LightGbmBooster.Grow(booster);
        TreeEnsemble ours = LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
        ours.Check();
        ours.CategoryBits.ShouldNotBeNull();
        FeatureMatrix rows = Rows(new Random(9), 4000, categoryCount, isAdversarial: true);
        double[] theirs = NativePredictor.Margins(booster, rows), margins = ContractData.Margins(ours, rows);
        for (int row = 0; row < theirs.Length; row++) margins[row].ShouldBe(theirs[row] * share, 1e-9, $"row {row}");
        double[] probabilities = ContractData.Probabilities(ours, rows);
        float[] onnx = OnnxScores.Of(ours, rows);
        for (int row = 0; row < onnx.Length; row++) onnx[row].ShouldBe((float)probabilities[row], $"row {row} in ONNX Runtime");
    }

    // Frauds are common in a third of the categories, in no order.
    private static TrainingData Data(int categoryCount)
    {
        var random = new Random(categoryCount);
        FeatureMatrix matrix = Rows(random, RowCount, categoryCount, isAdversarial: false);
        bool[] labels = [.. Enumerable.Range(0, RowCount).Select(row =>
        {
            float category = matrix.Row(row)[1], x = matrix.Row(row)[0];
            return random.NextDouble() < (float.IsNaN(category) ? 0.4 : (int)category * 7919 % 3 == 0 ? 0.5 : 0.05) + (x > 0.8 ? 0.3 : 0);
        })];
        return new TrainingData(matrix, labels);
    }

    // LightGBM takes 2.5 for 2, and these trees for none: such values are not compared.
    private static FeatureMatrix Rows(Random random, int rowCount, int categoryCount, bool isAdversarial)
    {
        float Category() => random.Next(10) switch
        {
            0 => float.NaN,
            1 when isAdversarial => -1 - random.Next(3),
            2 when isAdversarial => categoryCount + random.Next(4000),
            3 when isAdversarial => 1e6f,
            _ => (int)(categoryCount * random.NextDouble() * random.NextDouble()),
        };
        float[] values = [.. Enumerable.Range(0, rowCount).SelectMany(_ => new[]
        {
            (float)random.NextDouble(), Category(), random.Next(5) == 0 ? float.NaN : random.NextSingle(),
        })];
        return new FeatureMatrix(values, rowCount,
            [new("x", "x"), new("c", "c") { Kind = FeatureKind.Categorical }, new("y", "y")]);
    }
}
