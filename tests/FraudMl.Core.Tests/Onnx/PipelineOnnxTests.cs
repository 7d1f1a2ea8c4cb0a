using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Onnx;

/// <summary>A whole fitted pipeline scores the same in ONNX Runtime.</summary>
public sealed class PipelineOnnxTests
{
    // What features that differ in their last bit may move a linear margin by, relative to its size; only where
    // logarithms and the like are features.
    private const double MarginTolerance = 4e-6;

    private static readonly Dictionary<string, Action<FraudPipelineBuilder>> Exact = new()
    {
        ["numbers"] = builder => builder.Impute("Amount", Imputation.Median)
            .Derive("Night", row => row["Hour"] < 6 || row["Hour"] >= 22.5 ? 1 : 0).Drop("Hour"),
        ["texts"] = builder => builder.Impute(Columns.Numbers).OneHot("Category").Frequency("Country"),
        ["encoders"] = builder => builder.Impute(Columns.Numbers).WeightOfEvidence(Columns.Of("Country", "Risk")).TargetMean("Category"),
        ["times"] = builder => builder.Impute(Columns.Numbers).Calendar("When").Hash(Columns.Texts, new() { BitCount = 3 }),
        ["bins"] = builder => builder.Impute(Columns.Numbers).Bin(Columns.Of("Amount", "Hour"))
            .Derive("Sum", row => row["Amount"] + row["Hour"]).Standardize("Risk").Ordinal(Columns.Texts),
    };

    private static readonly Dictionary<string, Action<FraudPipelineBuilder>> Transcendental = new()
    {
        ["derived"] = builder => Derived(builder),
        ["derived, texts"] = builder => Derived(builder).OneHot(Columns.Texts),
        ["components"] = builder => builder.Impute(Columns.Numbers).Standardize(Columns.Numbers).Pca(Columns.Of("Amount", "Risk", "Hour")),
    };

    private static readonly string[] Learners = ["linear", "forest", "blend"];

    public static TheoryData<string, string> ExactPipelines => Cases(Exact.Keys);

    public static TheoryData<string, string> TranscendentalPipelines => Cases(Transcendental.Keys);

    [Theory, MemberData(nameof(ExactPipelines))]
    public void Probabilities_and_decisions_agree_with_every_calibrator(string pipeline, string learner)
    {
        FraudModel model = Fit(Exact[pipeline], learner);
        Dataset rows = Unseen();
        double[] margins = model.Margins(rows);
        foreach (FraudModel calibrated in WithEveryCalibrator(model))
        {
            var onnx = new OnnxModelScores(calibrated, rows);
            bool[] flags = calibrated.Decide(rows);
            for (int row = 0; row < rows.RowCount; row++)
            {
                double ours = calibrated.Calibrator.Calibrate(margins[row]);
                bool agrees = double.IsNaN(ours) ? float.IsNaN(onnx.Probabilities[row]) : Math.Abs(ours - onnx.Probabilities[row]) <= 1e-6;
                if (!agrees || flags[row] != (onnx.Decisions![row] == 1))
                    Assert.Fail($"{calibrated.Calibrator.GetType().Name}, row {row}, margin {margins[row]:R}: {ours:R} {flags[row]} here "
                        + $"and {onnx.Probabilities[row]:R} {onnx.Decisions![row]} in ONNX Runtime");
            }
        }
    }

    [Fact]
    public void Categories_unknown_and_missing_ones_too_agree_to_the_bit()
    {
        FraudModel model = new FraudPipelineBuilder().Categorical(Columns.Texts).Drop(Columns.Timestamps).Train(new CategoryTrainer())
            .Build().Fit(FeatureData.Rows());
        foreach (Dataset rows in new[] { FeatureData.Rows(seed: 3), FeatureData.Extremes() })
        {
            float[] onnx = new OnnxModelScores(model, rows).Probabilities;
            onnx.ShouldBe(model.Score(rows).Select(probability => (float)probability));
        }
    }

    [Theory, MemberData(nameof(TranscendentalPipelines))]
    public void Logarithms_and_components_move_a_margin_by_their_last_bit_at_most(string pipeline, string learner)
    {
        FraudModel model = Fit(Transcendental[pipeline], learner);
        Dataset rows = Unseen();
        double[] margins = model.Margins(rows);
        bool[] near = NearThresholds(model, rows);
        near.Count(true).ShouldBeLessThanOrEqualTo(rows.RowCount / 1000);
        foreach (FraudModel calibrated in WithEveryCalibrator(model))
        {
            float[] theirs = new OnnxModelScores(calibrated, rows).Probabilities;
            for (int row = 0; row < margins.Length; row++)
            {
                if (near[row]) continue;
                double room = double.IsFinite(margins[row]) ? MarginTolerance * Math.Max(1, Math.Abs(margins[row])) : 0;
                double low = calibrated.Calibrator.Calibrate(margins[row] - room) - 1e-6,
                    high = calibrated.Calibrator.Calibrate(margins[row] + room) + 1e-6;
                if (double.IsNaN(margins[row]) ? !float.IsNaN(theirs[row]) : !(theirs[row] >= low && theirs[row] <= high))
                    Assert.Fail($"{calibrated.Calibrator.GetType().Name}, row {row}, "
                        + $"margin {margins[row]:R}: {calibrated.Calibrator.Calibrate(margins[row]):R} here and {theirs[row]:R} in "
                        + $"ONNX Runtime");
            }
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

    private static TheoryData<string, string> Cases(IEnumerable<string> pipelines)
    {
        var data = new TheoryData<string, string>();
        foreach (string pipeline in pipelines)
        {
            foreach (string learner in Learners) data.Add(pipeline, learner);
        }

        return data;
    }

    private static Dataset Unseen() =>
        PipelineData.Transactions(ParityRows.Count, seed: 2, texts: true, categoryCount: 7).WithTimes(3).WithCorners(4);

    private static IEnumerable<FraudModel> WithEveryCalibrator(FraudModel model)
    {
        Dataset data = PipelineData.Transactions(3000, seed: 6, texts: true).WithTimes(7);
        double[] margins = model.Margins(data);
        int[] known = [.. Enumerable.Range(0, margins.Length).Where(row => double.IsFinite(margins[row]))];
        bool[] labels = data.Labels.ToArray();
        return ParityCalibrators.Of(Array.ConvertAll(known, row => margins[row]), Array.ConvertAll(known, row => labels[row]))
            .Select(calibrator => model.With(calibrator, model.Decision));
    }

    private static FraudModel Fit(Action<FraudPipelineBuilder> steps, string learner)
    {
        var builder = new FraudPipelineBuilder();
        steps(builder);
        return builder.Drop(Columns.Texts).Drop(Columns.Timestamps).Train(learner switch
        {
            "linear" => Trainers.LogisticRegression(),
            "forest" => Trainers.BaggedTrees(new() { TreeCount = 40, LeafCount = 20 }),
            _ => Trainers.RankAverage([Trainers.LogisticRegression(), Trainers.BaggedTrees(new() { TreeCount = 20, LeafCount = 20 })],
                new() { FoldCount = 2 }),
        }).DecideBy(Rule()).Build().Fit(PipelineData.Transactions(2000, seed: 1, texts: true).WithTimes(5));
    }

    private static FraudModel Fit(string learner, string calibrator, bool texts)
    {
        FraudPipelineBuilder builder = Derived(new FraudPipelineBuilder());
        if (texts) builder.OneHot(Columns.Texts);
        builder.Train(learner == "linear" ? Trainers.LogisticRegression() : Trainers.BaggedTrees(new() { TreeCount = 40, LeafCount = 20 }));
        if (calibrator == "platt") builder.Calibrate(Calibrators.Platt());
        return builder.DecideBy(Rule()).Build().Fit(PipelineData.Transactions(2000, seed: 1, texts));
    }

    private static FraudPipelineBuilder Derived(FraudPipelineBuilder builder) => builder
        .Impute(Columns.Numbers, Imputation.Median)
        .Derive("LogAmount", row => Math.Log(1 + row["Amount"]))
        .Derive("Night", row => row["Hour"] < 6 || row["Hour"] >= 22.5 ? 1 : 0)
        .Derive("RiskCurve", row => Math.Tanh(row["Risk"]))
        .Standardize(Columns.Of("LogAmount", "Risk"))
        .Drop("Hour");

    // A logarithm or hyperbolic tangent differs in its last bits between libraries: a row that stands at a
    // threshold may fall on either side.
    private static bool[] NearThresholds(FraudModel model, Dataset data)
    {
        var near = new bool[data.RowCount];
        if (Trees(model.Scorer) is not { } trees) return near;
        FeatureMatrix rows = new FittedFeatures(new RowSchema(model.Inputs), model.Steps).Transform(data);
        int[] transcendental = [.. Enumerable.Range(0, rows.ColumnCount)
            .Where(i => rows.Columns[i].Name is "LogAmount" or "RiskCurve" or "PC1" or "PC2" or "PC3")];
        for (int node = 0; node < trees.Features.Length; node++)
        {
            if (!transcendental.Contains(trees.Features[node])) continue;
            float threshold = trees.Thresholds[node], ulps = 4 * (MathF.BitIncrement(MathF.Abs(threshold)) - MathF.Abs(threshold));
            for (int row = 0; row < near.Length; row++) near[row] |= Math.Abs(rows.Row(row)[trees.Features[node]] - threshold) <= ulps;
        }

        return near;
    }

    private static TreeEnsemble? Trees(ScoringModel model) =>
        model as TreeEnsemble ?? (model as BlendedModel)?.Models.OfType<TreeEnsemble>().FirstOrDefault();

    private static IDecisionRule Rule() =>
        Costs.PerTransaction(missedFraud: row => float.IsNaN(row["Amount"]) ? 100 : row["Amount"], review: 5);
}
