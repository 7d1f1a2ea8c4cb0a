using System.Text;
using Foreign;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.EndToEnd.Tests;

/// <summary>What another package adds is fitted, validated, tuned, saved, loaded, decided by and exported like ours.</summary>
public sealed class ForeignPackageTests
{
    private static readonly Dataset Data = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, FraudRatio = 0.05, Seed = 3 });

    static ForeignPackageTests() => ForeignTypes.Add();

    public static TheoryData<string> Learners => ["Bayes", "Two", "Average"];

    [Theory, MemberData(nameof(Learners))]
    public void A_model_of_foreign_parts_is_saved_and_loaded_to_the_bit(string learner)
    {
        FraudModel model = Pipeline(learner).Fit(Data);
        byte[] saved = Saved(model);

        FraudModel loaded = FraudModel.Load(new MemoryStream(saved));

        Saved(loaded).ShouldBe(saved);
        loaded.Score(Data).Select(BitConverter.DoubleToInt64Bits).ShouldBe(model.Score(Data).Select(BitConverter.DoubleToInt64Bits));
        loaded.Decide(Data).ShouldBe(model.Decide(Data));
    }

    [Theory, MemberData(nameof(Learners))]
    public void A_model_of_foreign_parts_is_exported_and_scored_by_ONNX_Runtime(string learner)
    {
        FraudModel model = Pipeline(learner).Fit(Data);

        (double[] probabilities, bool[] flags) = ByOnnxRuntime(model);

        double[] ours = model.Score(Data);
        for (int row = 0; row < ours.Length; row++) probabilities[row].ShouldBe(ours[row], 1e-6, $"row {row}");
        flags.ShouldBe(model.Decide(Data));
        flags.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_file_names_the_packages_of_its_foreign_parts_and_of_no_others()
    {
        string[] lines = Encoding.UTF8.GetString(Saved(Pipeline("Average").Fit(Data))).Split('\n');

        lines[1].ShouldEndWith(
            ",\"packages\":{\"calibrator foreign.shrink\":\"FraudMl.Foreign\",\"decision foreign.large\":\"FraudMl.Foreign\","
            + "\"scoring model foreign.bayes\":\"FraudMl.Foreign\",\"step foreign.round\":\"FraudMl.Foreign\"}}");
        lines[1].ShouldContain("\"rounding\":\"Nearest\"");
        Encoding.UTF8.GetString(Saved(new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build().Fit(Data)))
            .ShouldNotContain("packages");
    }

    [Fact]
    public void A_pipeline_of_foreign_parts_is_cross_validated()
    {
        CrossValidationReport report = Pipeline("Bayes").CrossValidate(Data, Folds.Stratified(3, seed: 1));

        report.Folds.Count.ShouldBe(3);
        foreach (FoldResult fold in report.Folds) fold[Metrics.AveragePrecision].ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public async Task A_foreign_learner_is_tuned()
    {
        ExperimentResult result = await new Experiment("foreign")
            .Compare(Pipeline("Bayes")).ValidateBy(Folds.Stratified(2, seed: 1)).Seed(5)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(4))
            .RunAsync(Data);

        result.Trials.Select(trial => trial.Report.Mean(Metrics.AveragePrecision)).Distinct().Count().ShouldBeGreaterThan(3);
        result.Best.Score(Data).ShouldAllBe(score => score >= 0 && score <= 1);
    }

    [Fact]
    public async Task A_foreign_metric_is_tuned_for_measured_logged_and_found_again_by_its_name()
    {
        using var folder = new TemporaryFolder();
        using MlflowClient client = MlflowClient.Connect(new MlflowOptions
        {
            TrackingUri = $"sqlite:///{Path.Combine(folder.Path, "mlflow.db")}",
            SpoolFolder = Path.Combine(folder.Path, "spool"),
        });
        Metric lift = Metrics.LiftAt(0.02);
        FraudPipeline pipeline = Pipeline("Bayes").With(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5));

        ExperimentResult result = await new Experiment("foreign metric").Compare(pipeline).ValidateBy(Folds.Stratified(2, seed: 1))
            .Optimize(lift, Search.Random(), Budget.OfTrials(4)).Measure(Metrics.MeanPlace, Metrics.CostPerRow, Metrics.RocAuc,
                Metrics.TotalCost)
            .Observe(new MlflowObserver(client)).RunAsync(Data);

        result.Warnings.ShouldBeEmpty();
        result.Metric.ShouldBeSameAs(lift);
        result.BestReport.Mean(lift).ShouldBe(result.Trials.Max(trial => trial.Report.Mean(lift)));
        foreach (FoldResult fold in result.BestReport.Folds)
        {
            fold[Metrics.MeanPlace].ShouldBe(1 - fold[Metrics.RocAuc], 1e-12);
            fold[Metrics.CostPerRow].ShouldBe(fold[Metrics.TotalCost] / fold.ValidationRowCount, 1e-9);
        }

        MlflowRun[] runs = await client.Runs.SearchAllAsync(new MlflowSearchRuns
        {
            ExperimentIds = [await client.GetOrCreateExperimentAsync("foreign metric")],
            Filter = "tags.fraudml.work = 'cross-validation'",
        }).ToArrayAsync();
        runs.Length.ShouldBe(5);
        foreach (MlflowRun run in runs)
        {
            run.Data.Metrics.Select(metric => metric.Key).ShouldContain("foreign_lift_at_0.02");
            ReproducedRun again = await client.ReproduceAsync(run.Info.RunId, Data);
            again.Differences.ShouldBeEmpty();
            again.Report!.Metrics.Select(metric => metric.Name).ShouldContain("foreign_mean_place");
        }

        Evaluation evaluation = result.Best.Evaluate(Data, new() { DrawCount = 50, IntervalMetrics = [lift, Metrics.MeanPlace] });
        evaluation.IntervalOf(lift).ShouldNotBeNull().Low.ShouldBeLessThanOrEqualTo(evaluation[lift]);
    }

    [Fact]
    public void A_learner_that_selects_by_a_foreign_metric_is_saved_and_loaded_as_data_and_as_a_model()
    {
        FraudPipeline pipeline = Pipeline("Greedy");
        PipelineDefinition definition = PipelineDefinition.FromJson(pipeline.ToDefinition().ToJson());

        definition.ToCSharp().ShouldContain("Trainers.GreedySelection([Trainers.Bayes(), Trainers.Two(Trainers.Bayes(new() { Smoothing = "
            + "1 }), Trainers.LogisticRegression())], new() { Metric = Metrics.Named(\"foreign_lift_at_0.02\") })");
        definition.ToCSharp().ShouldContain(".DecideBy(Thresholds.OrLarge(\"Amount\", new() { Probability = 0.3, Limit = 400 }))");
        FraudModel model = pipeline.Fit(Data), again = definition.ToPipeline().Fit(Data);
        Saved(again).ShouldBe(Saved(model));
        FraudModel.Load(new MemoryStream(Saved(model))).Score(Data).ShouldBe(again.Score(Data));
    }

    [Fact]
    public void Foreign_parts_inside_foreign_parts_are_slots()
    {
        FraudPipeline pipeline = Pipeline("Greedy");
        string[] names = [.. ParameterSpace.Of(pipeline).Parameters.Select(parameter => parameter.Name)];

        names.ShouldContain("trainer.members[1].first.Smoothing");
        names.ShouldContain("trainer.members[1].second.L2");
        FraudPipeline set = pipeline.With(new ParameterSet(new Dictionary<string, object>
        {
            ["trainer.members[1].second"] = Trainers.Bayes(),
            ["trainer.members[1].second.Smoothing"] = 0.5,
        }));
        set.Trainer.Name.ShouldContain("Naive Bayes and Naive Bayes");
        ((BayesOptions)set.Trainer.Parts[1].Parts[1].Options).Smoothing.ShouldBe(0.5);
    }

    private static FraudPipeline Pipeline(string learner) => new FraudPipelineBuilder()
        .Round("Amount").Round("V1", new() { Rounding = Rounding.Down }).Standardize(Columns.Numbers)
        .Train(learner switch
        {
            "Two" => Trainers.Two(Trainers.Bayes(), Trainers.FastTree(new() { TreeCount = 5 })),
            "Greedy" => Trainers.GreedySelection(
                [Trainers.Bayes(), Trainers.Two(Trainers.Bayes(new() { Smoothing = 1 }), Trainers.LogisticRegression())],
                new() { Metric = Metrics.LiftAt(0.02) }),
            "Average" => Trainers.Average([Trainers.Bayes(), Trainers.LogisticRegression()]),
            _ => Trainers.Bayes(),
        })
        .Calibrate(Calibrators.Shrink())
        .DecideBy(Thresholds.OrLarge("Amount", new() { Probability = 0.3, Limit = 400 }))
        .Build();

    private static byte[] Saved(FraudModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static (double[] Probabilities, bool[] Flags) ByOnnxRuntime(FraudModel model)
    {
        byte[] graph = model.ToOnnx();
        var rows = new DenseTensor<float>([Data.RowCount, model.Inputs.Count]);
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            ReadOnlySpan<float> values = ((NumberColumn)Data[model.Inputs[input].Name]).Values;
            for (int row = 0; row < Data.RowCount; row++) rows[row, input] = values[row];
        }

        using var session = new InferenceSession(graph);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
            [NamedOnnxValue.CreateFromTensor("features", rows)]);
        return (GraphScores.Of(graph, model, Data),
            [.. results.Single(result => result.Name == "fraud_decision").AsEnumerable<long>().Select(decision => decision == 1)]);
    }
}
