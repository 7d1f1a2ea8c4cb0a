
namespace FraudMl.Tests;

[Collection(StepContractCases.LoadSwitch)]
public sealed class PipelineCheckTests
{
    [Fact]
    public void Each_step_names_the_columns_that_go_in_and_out()
    {
        PipelineCheck check = Builder().Train(Trainers.LogisticRegression()).Build().Check(FeatureData.Rows(50));

        check.Problems.ShouldBeEmpty();
        check.Steps.Select(step => step.Name).ShouldBe(["Impute(amount, Median)", "Calendar(when)", "TargetMean(city)", "OneHot(kind)",
            "SelectBest(numbers)", "Derive(amount/balance)"]);
        StepCheck calendar = check.Steps[1];
        calendar.ColumnsIn.ShouldBe(["amount", "balance", "angle", "small", "city", "kind", "when"]);
        calendar.Adds.ShouldBe(["when.Hour", "when.Weekday", "when.Weekend", "when.Night"]);
        calendar.Ends.ShouldBe(["when"]);
        calendar.Reads.ShouldBe(["when"]);
        check.Steps[2].Adds.ShouldBe(["city.TargetMean"]);
        check.Steps[^1].Reads.ShouldBe(["amount", "balance"]);
        check.Steps[3].Adds.ShouldContain("kind=web");
        check.Steps.Select(step => step.DependsOnData).ShouldBe([false, false, false, true, true, false]);
        check.Exports.ShouldBeTrue();
        check.ToString().Split('\n').ShouldAllBe(line => line.Length <= 80);
        check.ToString().Replace("\n    ", " ", StringComparison.Ordinal).ShouldContain(
            "Calendar(when): 7 columns in, 10 out; reads when; adds when.Hour, when.Weekday, when.Weekend, "
            + "when.Night; ends when\n");
        check.ToString().ShouldContain("ONNX: every part can be exported\n");
    }

    [Fact]
    public void An_empty_dataset_is_schema_enough()
    {
        Dataset empty = FeatureData.Rows().Take([]);

        PipelineCheck check = Builder().Train(Trainers.BaggedTrees(new() { TreeCount = 5 })).Build().Check(empty);

        check.Problems.ShouldBeEmpty();
        check.Exports.ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_exported_is_named_with_its_reason()
    {
        PipelineCheck check = new FraudPipelineBuilder()
            .Ordinal("city", new() { RefuseUnknown = true }).Drop(Columns.Of("kind", "when")).Derive("more", row => row["city.Ordinal"] + 1)
            .Train(Trainers.LogisticRegression()).Build().Check(FeatureData.Rows(50));

        check.Exports.ShouldBeFalse();
        check.Steps[0].ExportProblem.ShouldBe("a graph can't raise an error for an unseen category. Give unseen categories a value.");
        check.Steps.Skip(1).ShouldAllBe(step => step.ExportProblem == null);
        check.ToString().ShouldContain("no ONNX: Ordinal(city): a graph can't raise an error");
    }

    [Fact]
    public void What_cannot_be_fitted_is_named_before_any_training()
    {
        Problem(builder => builder.Ordinal("town"))
            .ShouldStartWith("Ordinal(town): There is no column 'town' at this place of the pipeline.");
        Problem(builder => builder.Calendar("city"))
            .ShouldBe("Calendar(city): Calendar(city) needs Timestamp columns, and 'city' is Text. Write it as date and time such as "
                + "2026-01-31 13:05:00, or read it with schema.Timestamp(\"city\").Feature(\"city\").");
        Problem(builder => builder.Drop("when")).ShouldStartWith("The features: Column 'city' is still Text after the last step");
    }

    [Fact]
    public void A_learner_and_a_step_that_take_no_categories_name_the_encoder_to_add_before_any_training()
    {
        FraudPipelineBuilder Categories() => new FraudPipelineBuilder().Impute(Columns.Numbers).Categorical(Columns.Texts).Drop("when");
        PipelineCheck check = Categories().Train(Trainers.LogisticRegression()).Build().Check(FeatureData.Rows(50));
        check.Problems.Single().ShouldContain("'city.Category' holds categories");
        check.Problems.Single().ShouldContain("'kind.Category' holds categories");
        check.Problems.Single().ShouldContain("Add .OneHot(\"city\") or .TargetMean(\"city\") instead of .Categorical(\"city\").");

        Categories().Standardize(Columns.Numbers).Train(new CategoryTrainer()).Build().Check(FeatureData.Rows(50)).Problems.ShouldBeEmpty();
        Categories().Standardize("city.Category").Train(new CategoryTrainer()).Build().Check(FeatureData.Rows(50)).Problems.Single()
            .ShouldContain("needs numbers, and those of 'city.Category' are names of categories");
        Categories().Derive("more", row => row["city.Category"] + 1).Train(new CategoryTrainer()).Build().Check(FeatureData.Rows(50))
            .Problems.Single().ShouldContain("are names of categories");
    }

    [Fact]
    public void A_resampler_that_cannot_resample_such_rows_is_named_before_any_training()
    {
        FraudPipeline pipeline = Builder().Resample(new CheckResampler(rows => rows.Timestamps.IsEmpty
            ? throw new FraudMlException("Past only needs timestamps.") : rows)).Train(Trainers.LogisticRegression()).Build();
        Dataset timed = FeatureData.Rows(50);
        Dataset untimed = new([.. timed.Columns.Where(column => !column.Is(ColumnRoles.Timestamp))]);

        Builder().Train(Trainers.LogisticRegression()).Build().Check(timed).Problems.ShouldBeEmpty();
        pipeline.Check(timed).Problems.ShouldBeEmpty();
        Untimed(pipeline).Check(untimed).Problems.ShouldBe(["CheckResampler: Past only needs timestamps."]);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.01)]
    public void A_resampler_finds_few_frauds_to_add_to_and_many_to_look_among(double targetRatio)
    {
        ResamplerNeeding(100, targetRatio: 1).Problems.ShouldBeEmpty();
        ResamplerNeeding(6, targetRatio).Problems.ShouldBeEmpty();
        ResamplerNeeding(1_000_000, targetRatio).Problems.ShouldHaveSingleItem()
            .ShouldBe("CheckResampler: Needs 1000000 frauds. Got 75 instead.");
    }

    [Fact]
    public void The_learner_is_given_what_fitting_would_give_it()
    {
        TrainingData? given = null;
        Dataset rows = FeatureData.Rows(50);
        var weighted = new Dataset([.. rows.Columns, new NumberColumn("worth", [.. Enumerable.Repeat(1f, 50)], ColumnRoles.Weight),
            TextColumns.Of("card", new string?[50], ColumnRoles.Key)]);
        FraudPipeline pipeline = Builder().Resample(new CheckResampler(data => data)).Train(new CheckTrainer(data => given = data)).Build();

        pipeline.Check(weighted).Problems.ShouldBeEmpty();

        given.ShouldNotBeNull();
        int count = given.Matrix.RowCount;
        given.Weights.Length.ShouldBe(count);
        given.Timestamps.Length.ShouldBe(count);
        given.Keys["card"].Length.ShouldBe(count);
        given.Validation.ShouldNotBeNull().Labels.Length.ShouldBe(given.Validation.Matrix.RowCount);
        given.Validation.Weights.Length.ShouldBe(given.Validation.Matrix.RowCount);
        (given.Validation.Matrix.RowCount / (double)(count + given.Validation.Matrix.RowCount)).ShouldBe(0.25, 0.02);
    }

    [Fact]
    public void Fits_are_counted_with_trials_folds_and_inner_folds()
    {
        FraudPipeline plain = Builder().Train(Trainers.LogisticRegression()).Build();
        FraudPipeline calibrated = Builder().Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt())
            .DecideBy(Costs.PerTransaction(missedFraud: row => row["amount"], review: 5)).Build();

        plain.Check(FeatureData.Rows(50)).Fits.ShouldBe(new FitCount(5, 1));
        PipelineCheck check = calibrated.Check(FeatureData.Rows(50), new() { FoldCount = 4, TrialCount = 40, InnerFoldCount = 3 });
        check.Fits.ShouldBe(new FitCount(160, 4));
        check.Fits.Total.ShouldBe(164);
        check.Parts.Count.ShouldBe(3);
        check.Parts.ShouldAllBe(part => part.ExportProblem == null);
        check.ToString().ShouldEndWith("fits: 160 for the trials, 4 for the winner, 164 in all\n");
    }

    [Fact]
    public void The_promised_columns_are_those_of_the_fitted_pipeline()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Calendar("when").Hash("city", new() { BitCount = 2 }).WeightOfEvidence("kind")
            .Interactions(Columns.Of("balance", "small")).Impute("amount").Train(Trainers.LogisticRegression()).Build();
        Dataset data = FeatureData.Rows();

        pipeline.Check(data).Steps[^1].ColumnsOut.ShouldBe(pipeline.Fit(data).Features.Select(feature => feature.Name));
    }

    [Fact]
    public void A_learner_that_would_go_on_for_long_is_stopped()
    {
        var trainer = new EndlessTrainer();

        Builder().Train(trainer).Build().Check(FeatureData.Rows(50)).Exports.ShouldBeTrue();

        trainer.IterationCount.ShouldBe(20);
    }

    public static TheoryData<string> Enrolled => [.. StepContractCases.Names];

    [Theory, MemberData(nameof(Enrolled))]
    public void Every_step_reads_the_columns_it_is_said_to_read_and_no_other(string name)
    {
        Dataset data = FeatureData.Rows(400);
        PipelineCheck check = StepContractCases.Pipeline(name).Check(data);

        check.Problems.ShouldBeEmpty();
        string[] read = [.. check.Steps.SelectMany(step => step.Reads)];
        foreach (StepCheck step in check.Steps) step.Reads.Except(step.ColumnsIn).ShouldBeEmpty();
        if (name != "drop") read.ShouldNotBeEmpty();

        int[] reversed = [.. Enumerable.Range(0, data.RowCount).Reverse()];
        var other = new Dataset([
            .. data.Columns.Select(column => column is NumberColumn && column.Roles == ColumnRoles.Feature && !read.Contains(column.Name)
                ? data.Take(reversed)[column.Name] : column)]);
        StepContractCases.Saved(StepContractCases.Fit(name, other).Features)
            .ShouldBe(StepContractCases.Saved(StepContractCases.Fit(name, data).Features));
    }

    private static FraudPipelineBuilder Builder() => new FraudPipelineBuilder()
        .Impute("amount").Calendar("when").TargetMean("city").OneHot("kind").SelectBest(Columns.Numbers, new() { Count = 40 })
        .Ratio("amount", "balance");

    private static string Problem(Action<FraudPipelineBuilder> add)
    {
        var builder = new FraudPipelineBuilder();
        add(builder);
        return builder.Train(Trainers.LogisticRegression()).Build().Check(FeatureData.Rows(50)).Problems.ShouldHaveSingleItem();
    }

    private static FraudPipeline Untimed(FraudPipeline pipeline) =>
        new FraudPipelineBuilder().Impute("amount").Drop(Columns.Of("city", "kind"))
        .Resample(pipeline.Resampler!).Train(pipeline.Trainer).Build();

    // As SMOTE does: it adds frauds up to a ratio, and finds its neighbours among those that are there.
    private static PipelineCheck ResamplerNeeding(int frauds, double targetRatio) => Builder().Resample(new CheckResampler(rows =>
    {
        if (rows.FraudCount < frauds) throw new FraudMlException($"Needs {frauds} frauds. Got {rows.FraudCount} instead.");
        return rows.FraudCount < targetRatio * (rows.Labels.Length - rows.FraudCount) ? rows : throw new FraudMlException("Nothing to do.");
    })).Train(Trainers.LogisticRegression()).Build().Check(FeatureData.Rows(50));

    private sealed class CheckResampler(Func<TrainingData, TrainingData> change) : IResampler
    {
        public string Name => "CheckResampler";

        public ValidatedOptions Options { get; } = new LogisticRegressionOptions();

        public IResampler With(ValidatedOptions options) => this;

        public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
            new(change(data), default, new PriorShift(0.25, 0.25, true), Name, context.Seed);
    }

    private sealed class CheckTrainer(Action<TrainingData> see) : ITrainer
    {
        public string Name => "CheckTrainer";

        public ValidatedOptions Options { get; } = new LogisticRegressionOptions();

        public double ValidationShare => 0.25;

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context)
        {
            see(data);
            return Trainers.LogisticRegression().Train(data, context);
        }
    }

    private sealed class EndlessTrainer : ITrainer
    {
        public string Name => "Endless";

        public ValidatedOptions Options { get; } = new LogisticRegressionOptions();

        public int IterationCount { get; private set; }

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context)
        {
            do IterationCount++;
            while (IterationCount < 100_000 && context.OnIteration?.Invoke(new TrainingIteration(IterationCount, 100_000, null)) != false);
            return Trainers.LogisticRegression().Train(data, context);
        }
    }
}
