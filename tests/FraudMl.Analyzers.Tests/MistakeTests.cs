using Microsoft.CodeAnalysis;

namespace FraudMl.Analyzers.Tests;

/// <summary>What each rule tells, what it leaves alone, and what its fix makes of the code.</summary>
public sealed class MistakeTests
{
    // What a body may use; the analyzers can't follow where it comes from, which is as good as a parameter.
    private const string Given = """

        static class Given
        {
            public static FraudPipeline Pipeline => null!;
            public static EntityWindows Windows => null!;
            public static Dataset Data() => null!;
            public static Dataset Print(this Dataset data) => data;
        }
        """;

    /// <summary>Rule, the code it is told of, before, after; null where there is no fix.</summary>
    public static TheoryData<string, string, string, string?> Mistakes => new()
    {
        { "FRAUD001", "train",
            "var (train, test) = Given.Data().SplitByTime(0.2); var model = Given.Pipeline.Fit(train); model.Evaluate(train);",
            "var (train, test) = Given.Data().SplitByTime(0.2); var model = Given.Pipeline.Fit(train); model.Evaluate(test);" },
        { "FRAUD001", "test",
            "var data = Given.Data(); var (train, test) = data.SplitByTime(0.2); var model = Given.Pipeline.Fit(data); model.Evaluate(test);",
            "var data = Given.Data(); var (train, test) = data.SplitByTime(0.2); var model = Given.Pipeline.Fit(train); model.Evaluate(test);" },
        { "FRAUD001", "data", "var data = Given.Data(); Given.Pipeline.Fit(data.Drop(\"V1\")).Evaluate(data);", null },
        { "FRAUD001", "split.Train",
            "var split = Given.Data().SplitStratified(0.2); var model = Given.Pipeline.Fit(split.Train); model.Evaluate(split.Train);", null },
        { "FRAUD001", "train",
            "var (train, test) = Given.Data().SplitByTime(0.2); var found = await new Experiment(\"x\").RunAsync(train); found.Best.Evaluate(train);",
            "var (train, test) = Given.Data().SplitByTime(0.2); var found = await new Experiment(\"x\").RunAsync(train); found.Best.Evaluate(test);" },
        { "FRAUD001", "train",
            "var (train, test) = Given.Data().SplitByTime(0.2); await new Experiment(\"x\").EvaluateOn(train).RunAsync(train);",
            "var (train, test) = Given.Data().SplitByTime(0.2); await new Experiment(\"x\").EvaluateOn(test).RunAsync(train);" },
        { "FRAUD002", "test",
            "var (train, test) = Given.Data().SplitByTime(0.2); await new Experiment(\"x\").Compare(Given.Pipeline).RunAsync(test);",
            "var (train, test) = Given.Data().SplitByTime(0.2); await new Experiment(\"x\").Compare(Given.Pipeline).RunAsync(train);" },
        { "FRAUD002", "test",
            "var (train, test) = Given.Data().SplitByTime(0.2); Given.Pipeline.CrossValidate(test, Folds.TimeOrdered());",
            "var (train, test) = Given.Data().SplitByTime(0.2); Given.Pipeline.CrossValidate(train, Folds.TimeOrdered());" },
        { "FRAUD003", "Thresholds.Fixed(best)",
            "var (train, test) = Given.Data().SplitByTime(0.2); var seen = Given.Pipeline.Fit(train).Evaluate(test); "
            + "var best = seen.Thresholds.Rows[0].Threshold; Given.Pipeline.With(Thresholds.Fixed(best)).Fit(train);",
            "var (train, test) = Given.Data().SplitByTime(0.2); var seen = Given.Pipeline.Fit(train).Evaluate(test); "
            + "var best = seen.Thresholds.Rows[0].Threshold; Given.Pipeline.With(Thresholds.BestFBeta()).Fit(train);" },
        { "FRAUD004", "new Experiment(\"x\").RunAsync(Given.Data())",
            "new Experiment(\"x\").RunAsync(Given.Data());", "await new Experiment(\"x\").RunAsync(Given.Data());" },
        { "FRAUD004", "new Experiment(\"x\").RunAsync(Given.Data())",
            "class Job { public void Run() { new Experiment(\"x\").RunAsync(Given.Data()); } }",
            "class Job { public async Task Run() { await new Experiment(\"x\").RunAsync(Given.Data()); } }" },
        { "FRAUD005", "data.WithWindows(Given.Windows)",
            "var data = Given.Data(); data.WithWindows(Given.Windows);", "var data = Given.Data(); data = data.WithWindows(Given.Windows);" },
        { "FRAUD005", "Given.Pipeline.WithoutResampler()", "Given.Pipeline.WithoutResampler();", null },
        { "FRAUD006", "train.WithWindows(Given.Windows)",
            "var (train, test) = Given.Data().SplitByTime(0.2); Given.Pipeline.Fit(train.WithWindows(Given.Windows));",
            "var (train, test) = Given.Data().WithWindows(Given.Windows).SplitByTime(0.2); Given.Pipeline.Fit(train);" },
        { "FRAUD006", "test.WithWindows(Given.Windows)",
            "var (train, test) = Given.Data().WithWindows(Given.Windows).SplitByTime(0.2);\ntest = test.WithWindows(Given.Windows);\n",
            "var (train, test) = Given.Data().WithWindows(Given.Windows).SplitByTime(0.2);\n" },
        { "FRAUD007", "schema.Label(\"Class\").Feature(\"Class\")",
            "Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Feature(\"Class\").Key(\"Card\"));",
            "Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Key(\"Card\"));" },
        { "FRAUD007", "data.AsFeatures(\"Class\")",
            "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\")); Given.Pipeline.Fit(data.AsFeatures(\"Class\"));",
            "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\")); Given.Pipeline.Fit(data);" },
        { "FRAUD007", "data.AsFeatures(\"Time\", \"Class\")",
            "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\")); Given.Pipeline.Fit(data.AsFeatures(\"Time\", \"Class\"));", null },
        { "FRAUD007", "IsFraud",
            "[FraudRow] partial record Payment([RowLabel][RowFeature] bool IsFraud);",
            "[FraudRow] partial record Payment([RowLabel]bool IsFraud);" },
        { "FRAUD008", "At",
            "[FraudRow] partial record Payment(DateTime At, float Amount);",
            "[FraudRow] partial record Payment([RowTimestamp] DateTime At, float Amount);" },
        { "FRAUD009", "Folds.Stratified(4)",
            "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Key(\"Card\")); Given.Pipeline.CrossValidate(data, Folds.Stratified(4));",
            "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Key(\"Card\")); "
            + "Given.Pipeline.CrossValidate(data, Folds.StratifiedGrouped(\"Card\", 4));" },
        { "FRAUD009", "Folds.Stratified()",
            "var (train, test) = Given.Data().WithWindows(Given.Windows).SplitByTime(0.2); "
            + "await new Experiment(\"x\").ValidateBy(Folds.Stratified()).RunAsync(train);",
            "var (train, test) = Given.Data().WithWindows(Given.Windows).SplitByTime(0.2); "
            + "await new Experiment(\"x\").ValidateBy(Folds.TimeOrdered()).RunAsync(train);" },
        { "FRAUD010", "Metrics.Accuracy",
            "await new Experiment(\"x\").Optimize(Metrics.Accuracy, Budget.OfTrials(9)).RunAsync(Given.Data());",
            "await new Experiment(\"x\").Optimize(Metrics.AveragePrecision, Budget.OfTrials(9)).RunAsync(Given.Data());" },
        { "FRAUD011", "new Random()",
            "abstract class Mine : IResampler { public ResampledRows Resample(TrainingData data, ResamplingContext context) { new Random().Next(); return null!; } "
            + "public abstract IResampler With(FraudMl.Options.ValidatedOptions o); public abstract string Name { get; } "
            + "public abstract FraudMl.Options.ValidatedOptions Options { get; } }",
            "abstract class Mine : IResampler { public ResampledRows Resample(TrainingData data, ResamplingContext context) { new Random(context.Seed).Next(); "
            + "return null!; } public abstract IResampler With(FraudMl.Options.ValidatedOptions o); public abstract string Name { get; } "
            + "public abstract FraudMl.Options.ValidatedOptions Options { get; } }" },
        { "FRAUD012", "model.OpenSession(1)",
            "var model = FraudModel.Load(\"m\"); var session = model.OpenSession(1); session.Score();",
            "var model = FraudModel.Load(\"m\"); using var session = model.OpenSession(1); session.Score();" },
        { "FRAUD013", "Resamplers.Smote().Resample(rows, new(42, 2))",
            "void Wrong(TrainingData rows, Func<TrainingData, Dataset> asDataset) { var more = Resamplers.Smote().Resample(rows, new(42, 2)); "
            + "Given.Pipeline.CrossValidate(asDataset(more.Data), Folds.Stratified()); }", null },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_at_its_place_and_mended(string rule, string place, string before, string? after)
    {
        Diagnostic told = (await Code.MistakesAsync(before + Given)).ShouldHaveSingleItem();
        Code.Text(told).ShouldBe($"{rule} {place}");
        told.Properties.ContainsKey(Fix.Title).ShouldBe(after is not null || told.AdditionalLocations.Count > 0);
        if (after is null)
        {
            told.AdditionalLocations.ShouldBeEmpty();
            return;
        }

        string mended = await Code.MendAsync(before + Given, told);
        mended.ShouldBe(after + Given);
        (await Code.MistakesAsync(mended)).Select(Code.Text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "var (train, test) = Given.Data().SplitByTime(0.2); var model = Given.Pipeline.Fit(train); model.Evaluate(test); model.Evaluate(train);")]
    [InlineData("var (train, test) = Given.Data().SplitByTime(0.2); Given.Pipeline.Fit(train).Evaluate(Given.Data());")]
    [InlineData("var data = Given.Data(); Action thrown = () => data.Drop(\"none\");")]
    [InlineData(
        "var (rest, test) = Given.Data().SplitByTime(0.2); var (train, choose) = rest.SplitByTime(0.2); var model = Given.Pipeline.Fit(train); "
        + "Given.Pipeline.With(Thresholds.Fixed(model.Evaluate(choose).Thresholds.Rows[0].Threshold)).Fit(train).Evaluate(test);")]
    [InlineData("var data = Given.Data(); var model = Given.Pipeline.Fit(data); data = Given.Data(); model.Evaluate(data);")]
    [InlineData("Given.Pipeline.With(Thresholds.Fixed(0.5)).Fit(Given.Data());")]
    [InlineData("var running = new Experiment(\"x\").RunAsync(Given.Data()); await running;")]
    [InlineData("_ = new Experiment(\"x\").RunAsync(Given.Data());")]
    [InlineData("Task<ExperimentResult> Run() => new Experiment(\"x\").RunAsync(Given.Data());")]
    [InlineData("new FraudPipelineBuilder().Log1p(\"Amount\"); new Experiment(\"x\").Observe();")]
    [InlineData("var data = Given.Data().WithWindows(Given.Windows); var (train, test) = data.SplitByTime(0.2);")]
    [InlineData(
        "Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Timestamp(\"Time\").Feature(\"Time\").Feature(\"Card\").Key(\"Card\"));")]
    [InlineData(
        "var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\")); Given.Pipeline.CrossValidate(data, Folds.Stratified());")]
    [InlineData("var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Key(\"Card\")); "
        + "Given.Pipeline.CrossValidate(data, Folds.StratifiedGrouped(\"Card\"));")]
    [InlineData(
        "var report = Given.Pipeline.CrossValidate(Given.Data(), Folds.TimeOrdered(), [Metrics.Accuracy]); report.Mean(Metrics.Accuracy);")]
    [InlineData("new Experiment(\"x\").Measure(Metrics.Accuracy);")]
    [InlineData("var random = new Random(); random.Next();")]
    [InlineData("var data = Given.Data(); data.Print();")]
    [InlineData("var (train, test) = Given.Data().SplitByTime(0.2); await new Experiment(\"x\").EvaluateOn(test).RunAsync(train);")]
    [InlineData("var model = FraudModel.Load(\"m\"); using var session = model.OpenSession(1); session.Score();")]
    [InlineData("var model = FraudModel.Load(\"m\"); using (var session = model.OpenSession(1)) session.Score();")]
    [InlineData("var model = FraudModel.Load(\"m\"); var session = model.OpenSession(1); session.Score(); session.Dispose();")]
    [InlineData("ScoringSession Open(FraudModel model) { var session = model.OpenSession(1); return session; }")]
    [InlineData("void Look(TrainingData rows) { Console.WriteLine(Resamplers.Smote().Resample(rows, new(42, 2)).Data.Labels.Length); }")]
    [InlineData("[FraudRow] partial record Payment([RowTimestamp] DateTime At, DateTime Born);")]
    [InlineData("[FraudRow] partial record Payment([RowFeature] DateTime At);")]
    [InlineData("var data = Dataset.FromCsv(\"a.csv\", schema => schema.Label(\"Class\").Timestamp(\"Time\")).AsFeatures(\"Time\");")]
    public async Task What_is_no_mistake_is_left_alone(string code) =>
        (await Code.MistakesAsync(code + Given)).Select(Code.Text).ShouldBeEmpty();

    [Fact]
    public async Task Messages_say_what_to_do() => (await Code.MistakesAsync(
        "var (train, test) = Given.Data().SplitByTime(0.2); Given.Pipeline.Fit(test);" + Given)).Select(Code.Message).ShouldBe(
        ["'test' are the test rows of a split: training on them leaves nothing to judge the result by; use the training rows"]);
}
