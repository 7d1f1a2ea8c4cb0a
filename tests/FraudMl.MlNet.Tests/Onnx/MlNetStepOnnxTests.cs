using FraudMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace FraudMl.Tests.Onnx;

/// <summary>Every transformer of ML.NET that may be exported gives the same numbers in ONNX Runtime; the others say so.</summary>
/// <remarks>Within 1e-6 · max(1, |x|), as every step.</remarks>
public sealed class MlNetStepOnnxTests
{
    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> Written = new()
    {
        ["concatenate"] = ml => ml.Transforms.Concatenate("V", "balance", "small", "angle"),
        ["copy"] = ml => ml.Transforms.CopyColumns("V", "balance"),
        ["mean and variance"] = ml => ml.Transforms.NormalizeMeanVariance("V", "balance", fixZero: false),
        ["mean and variance in place"] = ml => ml.Transforms.NormalizeMeanVariance("balance"),
        ["minimum and maximum"] = ml => ml.Transforms.NormalizeMinMax("V", "balance", fixZero: false),
        ["minimum and maximum of a vector"] = ml => Vector(ml).Append(ml.Transforms.NormalizeMinMax("V")),
        ["robust scaling"] = ml => Vector(ml).Append(ml.Transforms.NormalizeRobustScaling("V")),
        ["indicate missing"] = ml => ml.Transforms.IndicateMissingValues("V", "amount"),
        ["indicate missing in a vector"] = ml => ml.Transforms.Concatenate("F", "amount", "small").Append(ml.Transforms.IndicateMissingValues("V", "F")),
        ["replace missing"] = ml => ml.Transforms.ReplaceMissingValues("V", "amount"),
        ["replace missing by the mean"] = ml => ml.Transforms.ReplaceMissingValues("V", "amount", MissingValueReplacingEstimator.ReplacementMode.Mean),
        ["replace missing by the mode"] = ml => ml.Transforms.ReplaceMissingValues("V", "amount", MissingValueReplacingEstimator.ReplacementMode.Mode),
        ["one-hot"] = ml => ml.Transforms.Categorical.OneHotEncoding("V", "city"),
        ["one-hot in place, then joined"] = ml => ml.Transforms.Categorical.OneHotEncoding("city").Append(ml.Transforms.Concatenate("V", "city", "small")),
        ["keys to a vector"] = ml => ml.Transforms.Conversion.MapValueToKey("K", "kind").Append(ml.Transforms.Conversion.MapKeyToVector("V", "K")),
        ["keys of numbers to a vector"] = ml => ml.Transforms.Conversion.MapValueToKey("K", "small").Append(ml.Transforms.Conversion.MapKeyToVector("V", "K")),
        ["values by a table"] = ml => ml.Transforms.Conversion.MapValue("V", new Dictionary<string, float> { ["web"] = 1, ["shop"] = 2 }, "kind"),
        ["times as numbers"] = ml => ml.Transforms.Conversion.ConvertType("V", "when", Microsoft.ML.Data.DataKind.Single),
        ["numbers as doubles"] = ml => ml.Transforms.Conversion.ConvertType("V", "balance", Microsoft.ML.Data.DataKind.Double),
        ["the label, which scored rows have none of"] = ml => ml.Transforms.Conversion.ConvertType("V", "Label", Microsoft.ML.Data.DataKind.Single),
        ["principal components"] = ml => Vector(ml).Append(ml.Transforms.ProjectToPrincipalComponents("P", "V", rank: 2)),
        ["a chain in a chain"] = ml => ml.Transforms.ReplaceMissingValues("amount").Append(Vector(ml).Append(ml.Transforms.NormalizeMinMax("V"))),
    };

    private static readonly Dictionary<string, (Func<MLContext, IEstimator<ITransformer>> Make, string Named)> Refusing = new()
    {
        ["hashed texts"] = (ml => ml.Transforms.Categorical.OneHotHashEncoding("V", "city", numberOfBits: 3), "Hashing"),
        ["hashed numbers"] = (ml => ml.Transforms.Conversion.Hash("K", "balance", 4).Append(ml.Transforms.Conversion.MapKeyToVector("V", "K")), "Hashing"),
        ["bins"] = (ml => ml.Transforms.NormalizeBinning("V", "balance", maximumBinCount: 8), "Normalizing"),
        ["bins that labels make"] = (ml => ml.Transforms.NormalizeSupervisedBinning("V", "balance"), "Normalizing"),
        ["logarithms"] = (ml => ml.Transforms.NormalizeLogMeanVariance("V", "small"), "Normalizing"),
        ["unit length"] = (ml => Vector(ml).Append(ml.Transforms.NormalizeLpNorm("V")), "LpNormNormalizing"),
        ["kernel map"] = (ml => Vector(ml).Append(ml.Transforms.ApproximatedKernelMap("P", "V", rank: 4)), "ApproximatedKernel"),
        ["expression"] = (ml => ml.Transforms.Expression("V", "x => x > 0 ? x : 0", "balance"), "Expression"),
        ["chosen slots"] = (ml => ml.Transforms.Concatenate("V", "amount", "small").Append(ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("V", "V", 290)), "SlotsDropping"),
        ["words"] = (ml => ml.Transforms.Text.FeaturizeText("V", "city"), "TextFeaturizing"),
    };

    public static TheoryData<string> Exported => [.. Written.Keys];

    public static TheoryData<string> Refused => [.. Refusing.Keys];

    [Theory, MemberData(nameof(Exported))]
    public void A_transformer_gives_the_same_numbers_in_ONNX_Runtime(string name)
    {
        FittedFeatures features = Fit(Written[name], FeatureData.Rows(600));

        StepOnnx.ShouldAgree(features, FeatureData.Rows(600));
        StepOnnx.ShouldAgree(features, FeatureData.Rows(600, seed: 12));
        StepOnnx.ShouldAgree(features, FeatureData.Extremes());
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_transformer_that_ONNX_has_no_equal_of_is_named_with_the_way_out(string name)
    {
        FittedFeatures features = Fit(Refusing[name].Make, FeatureData.Rows(300));

        OnnxExportException refusal = Should.Throw<OnnxExportException>(() => StepContractCases.Model(features).ToOnnx());

        refusal.Part.ShouldBe("MlNet(V)");
        refusal.Reason.ShouldBe(
            $"{Refusing[name].Named} of ML.NET has no graph that computes the same. Use FraudMl's own step for it, or serve the model from .NET.");
    }

    [Fact]
    public void A_graph_that_can_fail_or_that_the_converter_ties_into_a_knot_is_refused()
    {
        Reason(ml => Vector(ml).Append(ml.Transforms.ProjectToPrincipalComponents("V", rank: 2)))
            .ShouldStartWith("its graph reads 'V0' before anything gives it.");
        Reason(ml => ml.Transforms.CopyColumns("C", "city").Append(ml.Transforms.Conversion.ConvertType("V", "C", Microsoft.ML.Data.DataKind.Single)))
            .ShouldStartWith("its graph reads texts as numbers, which fails for texts that are none.");
        Reason(ml => Vector(ml).Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", "V")))
            .ShouldStartWith("its graph has the operator Binarizer, which can't be merged, or fails for rows with missing values.");

        static string Reason(Func<MLContext, IEstimator<ITransformer>> estimator) => Should.Throw<OnnxExportException>(
            () => StepContractCases.Model(Fit(estimator, FeatureData.Rows(300))).ToOnnx()).Reason;
    }

    [Fact]
    public void Names_that_the_graphs_give_themselves_may_be_columns()
    {
        string[] names = ["t_0", "c_1", "V.output", "V0", "Cast_2", "features", "Score", "mlnet.V.SlotNames"];
        var random = new Random(5);
        float[] Numbers() => [.. Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble())];
        NumberColumn[] columns = [.. names.Select(name => new NumberColumn(name, Numbers()))];
        float[] labels = [.. columns[0].Values.ToArray().Zip(columns[2].Values.ToArray(), (a, b) => a + b > 1 ? 1f : 0f)];
        var texts = new TextColumn("t_3", [.. labels.Select(label => (int)label)], new TextDictionary(["c_0", "t_1"]));
        var data = new Dataset([.. columns, texts, new NumberColumn("y", labels, ColumnRoles.Label)]);
        FraudModel model = new FraudPipelineBuilder()
            .MlNet(ml => ml.Transforms.Concatenate("V", names)
                .Append(ml.Transforms.NormalizeMinMax("V")).Append(ml.Transforms.Categorical.OneHotEncoding("t_3")))
            .Drop(Columns.Texts).Train(Trainers.LogisticRegression()).Build().Fit(data);

        double[] scores = model.Score(data);

        float[] theirs = new OnnxModelScores(model, data).Probabilities;
        for (int row = 0; row < scores.Length; row++) ((double)theirs[row]).ShouldBe(scores[row], 1e-6, $"row {row}");
    }

    [Fact]
    public void Equal_steps_give_equal_graphs()
    {
        byte[] Graph() => StepContractCases.Model(Fit(Written["a chain in a chain"], FeatureData.Rows(300))).ToOnnx();

        Graph().ShouldBe(Graph());
    }

    private static ColumnConcatenatingEstimator Vector(MLContext ml) => ml.Transforms.Concatenate("V", "balance", "small", "angle");

    private static FittedFeatures Fit(Func<MLContext, IEstimator<ITransformer>> estimator, Dataset data) => FittedFeatures.Fit(
        [new MlNetStep(estimator, new MlNetOptions { Name = "MlNet(V)" }), new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)],
        data,
        new StepContext(1, Folds.Stratified(2))).Features;
}
