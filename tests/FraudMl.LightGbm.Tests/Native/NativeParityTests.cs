using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

public sealed class NativeParityTests
{
    public static TheoryData<string> Kinds => ["complete", "missing", "zeros", "infinite"];

    [Theory, MemberData(nameof(Kinds))]
    public void Ten_thousand_adversarial_rows_score_as_LightGBM_and_ONNX_Runtime_score_them(string trainedOn)
    {
        LightGbmLibrary.Require();
        TrainingData data = TrainedOn(trainedOn);
        string parameters = LightGbmParameters.Of(new LightGbmOptions { TreeCount = 60, RowRatio = 0.9, FeatureRatio = 0.8 },
            ContractData.Context(), data.Matrix.Columns);
        using DatasetHandle dataset = LightGbmDataset.Create(data, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(dataset, parameters);
        for (int i = 0; i < 60; i++) LightGbmNative.Check(LightGbmNative.LGBM_BoosterUpdateOneIter(booster, out _));
        TreeEnsemble ours = LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, 60), ContractData.ColumnCount);
        FeatureMatrix rows = AdversarialRows.Of(ours, 10_000);
        double[] theirs = NativePredictor.Margins(booster, rows), margins = ContractData.Margins(ours, rows);
        for (int row = 0; row < theirs.Length; row++) margins[row].ShouldBe(theirs[row], 1e-6, $"row {row}");
        double[] probabilities = ContractData.Probabilities(ours, rows);
        float[] onnx = OnnxScores.Of(ours, rows);
        for (int row = 0; row < onnx.Length; row++) ((double)onnx[row]).ShouldBe(probabilities[row], 1e-6, $"row {row} in ONNX Runtime");
    }

    [Fact]
    public void Covers_are_the_rows_that_reached_each_node()
    {
        var trees = (TreeEnsemble)Trainers.LightGbm(new() { TreeCount = 20 }).Train(ContractData.Rows(3000), ContractData.Context());
        foreach (int root in trees.Roots) trees.Covers[root].ShouldBe(3000);
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (trees.Features[node] >= 0)
                trees.Covers[node].ShouldBe(trees.Covers[trees.Left[node]] + trees.Covers[trees.Right[node]]);
        }
    }

    private static TrainingData TrainedOn(string kind)
    {
        TrainingData data = ContractData.Rows(6000);
        float[] values = data.Matrix.Values.ToArray();
        var random = new Random(5);
        for (int i = 0; i < values.Length; i++)
        {
            bool chosen = random.NextDouble() < 0.2;
            if (chosen) values[i] = kind switch { "missing" => float.NaN, "zeros" => random.Next(2) * 1e-36f,
                "infinite" => random.Next(2) == 0 ? float.PositiveInfinity : float.NegativeInfinity, _ => values[i] };
        }

        return data with { Matrix = ContractData.Matrix(values, 6000) };
    }
}
