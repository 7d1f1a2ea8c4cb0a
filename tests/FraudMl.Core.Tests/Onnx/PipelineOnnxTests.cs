namespace FraudMl.Tests.Onnx;

/// <summary>A whole fitted pipeline scores the same in ONNX Runtime.</summary>
public sealed class PipelineOnnxTests
{
    // What 32-bit sums may move a margin by, relative to its size.
    private const double MarginTolerance = 4e-6;

    public static TheoryData<string, string, bool> Pipelines
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (string trainer in new[] { "linear", "forest" })
            {
                foreach (string calibrator in new[] { "none", "platt", "isotonic", "prior", "beta", "temperature" })
                {
                    data.Add(trainer, calibrator, true);
                    data.Add(trainer, calibrator, false);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Pipelines))]
    public void Probabilities_and_decisions_agree(string trainer, string calibrator, bool texts)
    {
        FraudModel model = Fit(trainer, calibrator, texts);
        Dataset unseen = PipelineData.Transactions(3000, seed: 2, texts, categoryCount: 7);
        var onnx = new OnnxModelScores(model, unseen);
        double[] margins = model.Margins(unseen), probabilities = model.Score(unseen);
        CostTable costs = Rule().CostsOf(unseen)!;
        bool[] flags = model.Decide(unseen);
        bool[] near = NearThresholds(model, unseen);
        near.Count(true).ShouldBeLessThanOrEqualTo(3);
        for (int row = 0; row < margins.Length; row++)
        {
            if (near[row]) continue;
            double room = MarginTolerance * Math.Max(1, Math.Abs(margins[row]));
            ((double)onnx.Probabilities[row]).ShouldBeInRange(
                model.Calibrator.Calibrate(margins[row] - room) - 1e-6, model.Calibrator.Calibrate(margins[row] + room) + 1e-6, $"row {row}");
            double loss = onnx.Probabilities[row] * costs.MissedFraud[row];
            if (Math.Abs(loss - 5) > 1e-3) (onnx.Decisions![row] == 1).ShouldBe(flags[row], $"row {row}, p {probabilities[row]}");
        }
    }

    [Fact]
    public void Numbers_alone_go_in_as_one_matrix()
    {
        var onnx = new OnnxModelScores(Fit("linear", "none", texts: false), PipelineData.Transactions(10, 3, texts: false));
        onnx.InputShapes.ShouldHaveSingleItem().Key.ShouldBe("features");
        onnx.InputShapes["features"].ShouldBe([-1, 3]);
        onnx.OutputNames.ShouldBe(["fraud_probability", "fraud_decision"]);
    }

    [Fact]
    public void Texts_make_every_column_an_input_of_rank_one()
    {
        var onnx = new OnnxModelScores(Fit("linear", "none", texts: true), PipelineData.Transactions(10, 3, texts: true));
        onnx.InputShapes.Keys.ShouldBe(["Amount", "Risk", "Hour", "Category", "Country"]);
        onnx.InputShapes.Values.ShouldAllBe(shape => shape.Length == 1 && shape[0] == -1);
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        FraudModel model = Fit("forest", "platt", texts: true);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        FraudModel.Load(file).ToOnnx().ShouldBe(model.ToOnnx());
    }

    private static FraudModel Fit(string trainer, string calibrator, bool texts)
    {
        var builder = new FraudPipelineBuilder()
            .Impute("Amount", Imputation.Median)
            .Derive("LogAmount", row => Math.Log(1 + row["Amount"]))
            .Derive("Night", row => row["Hour"] < 6 || row["Hour"] >= 22.5 ? 1 : 0)
            .Derive("RiskCurve", row => Math.Tanh(row["Risk"]))
            .Standardize(Columns.Of("LogAmount", "Risk"))
            .Drop("Hour");
        if (texts) builder.OneHot(Columns.Texts);
        builder.Train(trainer == "linear" ? Trainers.LogisticRegression() : Trainers.FastForest(new() { TreeCount = 40 }));
        if (calibrator == "platt") builder.Calibrate(Calibrators.Platt());
        if (calibrator == "isotonic") builder.Calibrate(Calibrators.Isotonic());
        if (calibrator == "beta") builder.Calibrate(Calibrators.Beta());
        if (calibrator == "temperature") builder.Calibrate(Calibrators.Temperature());
        FraudModel model = builder.DecideBy(Rule()).Build().Fit(PipelineData.Transactions(2000, seed: 1, texts));
        return calibrator == "prior" ? model.With(new PriorShift(0.002, 0.08, true).ToCalibrator(), model.Decision) : model;
    }

    // A logarithm or hyperbolic tangent differs in its last bits between libraries: a row that stands at a threshold may fall on either side.
    private static bool[] NearThresholds(FraudModel model, Dataset data)
    {
        var near = new bool[data.RowCount];
        if (model.Scorer is not TreeEnsemble trees) return near;
        FeatureMatrix rows = new FittedFeatures(new RowSchema(model.Inputs), model.Steps).Transform(data);
        int[] transcendental = [.. Enumerable.Range(0, rows.ColumnCount).Where(i => rows.Columns[i].Name is "LogAmount" or "RiskCurve")];
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (!transcendental.Contains(trees.Features[node])) continue;
            float threshold = trees.Thresholds[node], ulps = 4 * (MathF.BitIncrement(MathF.Abs(threshold)) - MathF.Abs(threshold));
            for (int row = 0; row < near.Length; row++) near[row] |= Math.Abs(rows.Row(row)[trees.Features[node]] - threshold) <= ulps;
        }

        return near;
    }

    private static IDecisionRule Rule() => Costs.PerTransaction(missedFraud: row => float.IsNaN(row["Amount"]) ? 100 : row["Amount"], review: 5);
}
