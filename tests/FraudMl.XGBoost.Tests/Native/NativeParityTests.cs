using System.Reflection;
using System.Runtime.InteropServices;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

public sealed class NativeParityTests
{
    // The predictor is imported by the test's assembly, which finds the library as the package does.
    static NativeParityTests()
    {
        XGBoostLibrary.Require();
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(),
            (name, _, _) => name == XGBoostNative.Library ? XGBoostLibrary.LoadFirst(["libxgboost.so.0", "xgboost"]) : 0);
    }

    public static TheoryData<string, XGBoostTreeMethod> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, XGBoostTreeMethod>();
            foreach (string kind in new[] { "complete", "missing", "zeros", "subnormal" })
            {
                foreach (XGBoostTreeMethod method in Enum.GetValues<XGBoostTreeMethod>()) kinds.Add(kind, method);
            }

            return kinds;
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Ten_thousand_adversarial_rows_score_as_XGBoost_and_ONNX_Runtime_score_them(string trainedOn, XGBoostTreeMethod method)
    {
        TrainingData data = TrainedOn(trainedOn);
        var options = new XGBoostOptions { RowRatio = 0.9, FeatureRatio = 0.8, TreeMethod = method };
        if (method == XGBoostTreeMethod.Approx) options = options with { GrowPolicy = XGBoostGrowPolicy.LossGuide, MaximumDepth = 0,
            MaximumLeafCount = 40 };
        using MatrixHandle matrix = XGBoostMatrix.Create(data, threadCount: 2);
        using BoosterHandle booster = XGBoostBooster.Create(matrix, null, XGBoostParameters.Of(options, data, ContractData.Context()));
        for (int i = 1; i <= 60; i++) XGBoostBooster.Grow(booster, matrix, i);
        TreeEnsemble ours = XGBoostModelJson.Parse(XGBoostBooster.ModelJson(booster), ContractData.ColumnCount, 60);
        FeatureMatrix rows = AdversarialRows.Of(ours, 10_000);
        double[] theirs = NativePredictor.Margins(booster, rows), margins = ContractData.Margins(ours, rows);
        // XGBoost sums in floats.
        for (int row = 0; row < theirs.Length; row++) margins[row].ShouldBe(theirs[row], 1e-6 * Math.Max(1, Math.Abs(theirs[row])) * 4,
            $"row {row}");
        double[] probabilities = ContractData.Probabilities(ours, rows);
        float[] onnx = OnnxScores.Of(ours, rows);
        for (int row = 0; row < onnx.Length; row++)
        {
            ((double)onnx[row]).ShouldBe(probabilities[row], 1e-6, $"row {row} in ONNX Runtime");
            (1 / (1 + Math.Exp(-theirs[row]))).ShouldBe(probabilities[row], 1e-6, $"row {row}");
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
            if (chosen) values[i] = kind switch { "missing" => float.NaN, "zeros" => random.Next(2) * -0f,
                "subnormal" => random.Next(-3, 4) * float.Epsilon, _ => values[i] };
        }

        return data with { Matrix = ContractData.Matrix(values, 6000) };
    }
}
