using FraudMl.Onnx;
using FraudMl.Tests.TrainerContract;
using Microsoft.ML;

namespace FraudMl.Tests.Onnx;

/// <summary>Models that ML.NET keeps whole score in ONNX Runtime as here, or are refused by name.</summary>
/// <remarks>
/// Both sum in 32-bit floats, in orders of their own: margins agree within 2⁻²⁰ of the largest margin of the ordinary
/// rows, 1e-6 where they are small.
/// Beside ordinary rows there are missing, infinite, huge and subnormal values.
/// </remarks>
public sealed class MlNetModelOnnxTests
{
    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> Written = new()
    {
        ["scaled logistic regression"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
        ["scaled SDCA"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression(new() { NumberOfThreads = 1 })),
        ["scaled SGD"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.SgdCalibrated(new() { NumberOfThreads = 1 })),
        ["scaled perceptron"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.AveragedPerceptron()),
        ["scaled support vectors"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.LinearSvm()),
        ["scaled boosted trees"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 20)),
        ["scaled forest"] = ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 20)),
        ["components"] = ml => ml.Transforms.NormalizeMeanVariance("Features")
            .Append(ml.Transforms.ProjectToPrincipalComponents("P", "Features", rank: 3))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "P")),
        ["imputed"] = ml => ml.Transforms.ReplaceMissingValues("Features").Append(Scaled(ml))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
    };

    private static readonly Dictionary<string, (Func<MLContext, IEstimator<ITransformer>> Make, string Named)> Refusing = new()
    {
        ["local deep support vectors"] = (ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200), "LdSvm"),
        ["factorization machine"] = (ml => ml.BinaryClassification.Trainers.FieldAwareFactorizationMachine(),
            "FieldAwareFactorizationMachine"),
        ["scaled additive model"] = (ml => Scaled(ml).Append(ml.BinaryClassification.Trainers.Gam(numberOfIterations: 20)), "GamBinary"),
        ["binned"] = (ml => ml.Transforms.NormalizeBinning("Features").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
            "Normalizing"),
        ["kernel map"] = (ml => Scaled(ml).Append(ml.Transforms.ApproximatedKernelMap("Features", rank: 8))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()), "ApproximatedKernel"),
        ["the share of frauds"] = (ml => ml.BinaryClassification.Trainers.Prior(), "Prior"),
    };

    public static TheoryData<string> Exported => [.. Written.Keys];

    public static TheoryData<string> Refused => [.. Refusing.Keys];

    [Theory, MemberData(nameof(Exported))]
    public void A_model_scores_the_same_in_ONNX_Runtime(string name)
    {
        ScoringModel model = Train(Written[name]).ShouldBeOfType<MlNetModel>();
        FeatureMatrix ordinary = ContractData.Rows(2000, seed: 4).Matrix, extreme = AdversarialRows.Of(model, 2000);
        double bound = Math.Max(1e-6, ContractData.Margins(model, ordinary).Max(Math.Abs) / (1 << 20));

        foreach (FeatureMatrix rows in new[] { ordinary, extreme })
        {
            double[] margins = ContractData.Margins(model, rows), probabilities = ContractData.Probabilities(model, rows);
            float[] theirs = OnnxScores.Of(model, rows);
            for (int row = 0; row < theirs.Length; row++)
            {
                if (double.IsNaN(margins[row])) float.IsNaN(theirs[row]).ShouldBeTrue($"row {row}: {theirs[row]:R}");
                else ((double)theirs[row]).ShouldBe(probabilities[row], bound, $"row {row}, margin {margins[row]:R}");
            }
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_model_that_ONNX_has_no_equal_of_is_named_with_the_way_out(string name)
    {
        ScoringModel model = Train(Refusing[name].Make);

        OnnxExportException refusal = Should.Throw<OnnxExportException>(() => OnnxScores.Of(model, ContractData.Rows(10).Matrix));

        refusal.Part.ShouldStartWith("ML.NET's ");
        refusal.Reason.ShouldBe($"{Refusing[name].Named} of ML.NET has no graph that computes the same. "
            + "Use Trainers.LightGbm(), Trainers.FastTree() or another learner that ends in trees or weights.");
    }

    private static Microsoft.ML.Transforms.NormalizingEstimator Scaled(MLContext ml) => ml.Transforms.NormalizeMinMax("Features");

    private static ScoringModel Train(Func<MLContext, IEstimator<ITransformer>> trainer) =>
        Trainers.FromMlNet(trainer).Train(ContractData.Rows(3000), ContractData.Context());
}
