using FraudMl.Onnx;
using Microsoft.ML;

namespace FraudMl.Tests;

[Collection(StepContractCases.LoadSwitch)]
public sealed class MlNetStepTests
{
    [Fact]
    public void A_transformer_gives_the_columns_that_ML_NET_computes_itself()
    {
        Dataset data = FeatureData.Rows();
        static IEstimator<ITransformer> Estimator(MLContext ml) =>
            ml.Transforms.Concatenate("V", "balance", "small").Append(ml.Transforms.NormalizeMinMax("V", fixZero: false));
        FittedFeatures features = Fit(data, Estimator);
        var ml = new MLContext(1);
        float[][] want = [.. ml.Data.CreateEnumerable<Vector>(Estimator(ml).Fit(data.AsDataView()).Transform(data.AsDataView()),
            reuseRowObject: false, ignoreMissingColumns: true).Select(row => row.V)];

        features.Columns.Select(column => column.Name).ShouldContain("V.balance");
        FeatureMatrix got = features.Transform(data);
        int first = features.Columns.ToList().FindIndex(column => column.Name == "V.balance");
        for (int row = 0; row < got.RowCount; row++) got.Row(row).Slice(first, 2).ToArray().ShouldBe(want[row]);
    }

    [Fact]
    public void It_works_in_a_pipeline_that_is_validated_fitted_and_scored()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .Impute("amount")
            .MlNet(ml => ml.Transforms.Categorical.OneHotHashEncoding("hashed", "city", numberOfBits: 3), new() { Name = "Hash" })
            .Drop(Columns.Texts).Drop(Columns.Timestamps)
            .Train(Trainers.LogisticRegression())
            .Build();
        Dataset data = FeatureData.Rows();

        pipeline.CrossValidate(data, Folds.Stratified(2)).ShouldNotBeNull();
        FraudModel model = pipeline.Fit(data);
        double[] scores = model.Score(data);
        model.Score(data.Take([5])).ShouldBe([scores[5]]);
        Should.Throw<OnnxExportException>(() => model.ToOnnx()).Part.ShouldBe("Hash");
    }

    [Fact]
    public void A_label_that_a_transformer_passes_on_does_not_leak_into_training_rows()
    {
        Dataset data = FeatureData.Rows();
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit(
            [new MlNetStep(ml => ml.Transforms.Conversion.ConvertType("leak", "Label"), new MlNetOptions()), new DropStep(Columns.Texts),
                new DropStep(Columns.Timestamps)], data, new StepContext(1, Folds.Stratified(2)));

        int leak = features.Columns.ToList().FindIndex(column => column.Name == "leak");
        for (int row = 0; row < matrix.RowCount; row++) matrix.Row(row)[leak].ShouldBe(0);
    }

    [Fact]
    public void A_model_with_a_transformer_loads_only_where_the_host_turned_that_on()
    {
        byte[] saved = StepContractCases.Saved(Fit(FeatureData.Rows(), ml => ml.Transforms.IndicateMissingValues("gone", "amount")));
        AppContext.SetSwitch(MlNetCatalog.LoadSwitch, false);
        try
        {
            Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(saved))).Message
                .ShouldContain("call AppContext.SetSwitch(\"FraudMl.LoadMlNetTransformers\", true) before loading it.");
        }
        finally
        {
            AppContext.SetSwitch(MlNetCatalog.LoadSwitch, true);
        }

        FraudModel.Load(new MemoryStream(saved)).Features.ShouldContain(column => column.Name == "gone");
    }

    [Fact]
    public void What_cannot_be_a_step_is_refused_by_name()
    {
        Refused(ml => ml.Transforms.Text.TokenizeIntoWords("words", "city")).ShouldStartWith("MlNet makes no column of numbers");
        Refused(ml => ml.Transforms.IndicateMissingValues("gone", "nothing"))
            .ShouldStartWith("ML.NET can't fit MlNet: Could not find input column 'nothing'");
        Refused(ml => ml.Transforms.IndicateMissingValues("gone", "amount"), "other")
            .ShouldBe("MlNet makes no number column 'other'. It makes gone (Boolean).");
        Refused(ml => ml.Transforms.CustomMapping<In, Out>((from, to) => to.Twice = 2 * from.balance, null))
            .ShouldStartWith("ML.NET can't save MlNet");
    }

    private static string Refused(Func<MLContext, IEstimator<ITransformer>> estimator, params string[] outputs) =>
        Should.Throw<FraudMlException>(() => Fit(FeatureData.Rows(), estimator, outputs)).Message;

    private static FittedFeatures Fit(Dataset data, Func<MLContext, IEstimator<ITransformer>> estimator, params string[] outputs) =>
        FittedFeatures.Fit(
        [new MlNetStep(estimator, new MlNetOptions { Outputs = outputs }), new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)],
        data, new StepContext(1, Folds.Stratified(2))).Features;

    private sealed class Vector
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] V { get; set; } = [];
    }

    private sealed class In
    {
        public float balance { get; set; }
    }

    private sealed class Out
    {
        public float Twice { get; set; }
    }
}
