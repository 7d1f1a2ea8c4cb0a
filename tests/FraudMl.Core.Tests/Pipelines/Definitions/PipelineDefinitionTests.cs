namespace FraudMl.Tests;

public sealed class PipelineDefinitionTests : IDisposable
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Bin("Amount", new() { BinCount = 7 })
        .Train(Trainers.LogisticRegression(new() { L2 = 0.5 }))
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-definition").FullName;

    [Fact]
    public void A_cross_validation_is_repeated_to_the_bit_from_three_texts_and_a_seed()
    {
        string path = Path.Combine(_folder, "card.csv");
        SyntheticTransactions.CreditCard(new() { RowCount = 3000, FraudRatio = 0.05 }).WriteCsv(path);
        (Dataset train, _) = Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time")).SplitByTime(0.2);
        IFolds folds = Folds.TimeOrdered(3);
        string[] texts = [Pipeline.ToDefinition().ToJson(), folds.ToDefinition().ToJson(), train.ToReference().ToJson()];
        CrossValidationReport report = Pipeline.CrossValidate(train, folds, options: new() { Seed = 3, ThreadCount = 1 });

        CrossValidationReport again = PipelineDefinition.FromJson(texts[0]).ToPipeline().CrossValidate(
            DatasetReference.FromJson(texts[2]).Open(), FoldsDefinition.FromJson(texts[1]).ToFolds(),
            options: new() { Seed = 3, ThreadCount = 2 });

        again.Folds.Select(fold => fold.Metrics["average_precision"]).ShouldBe(
            report.Folds.Select(fold => fold.Metrics["average_precision"]));
        again.Folds.Select(fold => fold.Metrics["log_loss"]).ShouldBe(report.Folds.Select(fold => fold.Metrics["log_loss"]));
    }

    [Fact]
    public void A_pipeline_reads_as_CSharp() => Pipeline.ToDefinition().ToCSharp().ShouldBe(
        """
        new FraudPipelineBuilder()
            .Derive("LogAmount", row => MathF.Log(1f + row["Amount"]))
            .Bin("Amount", new() { BinCount = 7 })
            .Train(Trainers.LogisticRegression(new() { L2 = 0.5 }))
            .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5))
            .Build()
        """.ReplaceLineEndings("\n"));

    [Fact]
    public void An_unknown_kind_names_the_package_to_reference()
    {
        PipelineDefinition definition = Pipeline.ToDefinition() with { Trainer = new PartDefinition(
            "Trainers.Quantum") { Package = "Acme.Quantum" } };
        string message = Should.Throw<FraudMlException>(() => PipelineDefinition.FromJson(definition.ToJson()).ToPipeline()).Message;
        message.ShouldStartWith("The trainer is 'Trainers.Quantum' of Acme.Quantum, which this app doesn't use. Reference the package "
            + "Acme.Quantum");
        definition = definition with { Trainer = new PartDefinition("Trainers.Newer") { Package = "FraudMl.Core" } };
        Should.Throw<FraudMlException>(() => definition.ToPipeline()).Message
            .ShouldBe("The trainer is 'Trainers.Newer', which this version of FraudMl.Core doesn't have. Update the package.");
    }

    [Theory]
    [InlineData("""{"version":2,"steps":[],"trainer":{"kind":"Trainers.LogisticRegression"}}""",
        "This pipeline definition has format version 2")]
    [InlineData("""{"version":1,"steps":[],"trainer":{"kind":"Calibrators.Platt"}}""",
        "The trainer is 'Calibrators.Platt', which is no ITrainer.")]
    [InlineData("""{"version":1,"steps":[],"trainer":{"kind":"Trainers.Average"}}""",
        "The trainer, Trainers.Average, is made of at least one ITrainer. Got none instead.")]
    [InlineData("""{"version":1,"steps":[{"kind":"Bin"}],"trainer":{"kind":"Trainers.LogisticRegression"}}""",
        "The steps[0], Bin, must name its columns.")]
    [InlineData("""{"version":1,"steps":[],"trainer":{"kind":"Trainers.LogisticRegression","options":{"l3":1}}}""",
        "The trainer, Trainers.LogisticRegression, has options that are no LogisticRegressionOptions")]
    [InlineData("""{"version":1,"steps":[],"trainer":{"kind":"Trainers.LogisticRegression","options":{"l2":-1}}}""",
        "The LogisticRegressionOptions are invalid")]
    [InlineData("""{"version":1,"steps":[{"kind":"Derive","options":{"name":"x","expression":{"Log":[1,2]}}}],"trainer":{"kind":"Trainers.LogisticRegression"}}""", "The steps[0], Derive, has options that are no DeriveOptions: Log takes 1 arguments. Got 2 instead.")]
    public void A_definition_that_is_wrong_says_where(string json, string message) =>
        Should.Throw<FraudMlException>(() => PipelineDefinition.FromJson(json).ToPipeline()).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"steps":[{"kind":"Bin","columns":[1]}],"trainer":{"kind":"x"}}""")]
    public void What_is_no_definition_is_refused(string json) =>
        Should.Throw<FraudMlException>(() => PipelineDefinition.FromJson(json)).Message.ShouldStartWith("This is no pipeline definition");

    [Fact]
    public void A_step_of_a_stranger_is_data_too()
    {
        FraudPipeline pipeline = Pipeline.With([new HalveStep("Amount", new() { Times = 3 })]);
        FraudPipeline back = PipelineDefinition.FromJson(pipeline.ToDefinition().ToJson()).ToPipeline();
        back.Steps[0].ShouldBeOfType<HalveStep>().Options.ShouldBe(new HalveOptions { Times = 3 });
    }

    [Fact]
    public void A_constant_in_an_expression_is_computed_once()
    {
        float rate = 2;
        FraudPipeline pipeline = new FraudPipelineBuilder().Derive("x", row => row["Amount"] * (rate + MathF.Sqrt(16)))
            .Train(Trainers.LogisticRegression()).Build();
        pipeline.ToDefinition().ToCSharp().ShouldContain("row => row[\"Amount\"] * 6f");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

public sealed record HalveOptions : ValidatedOptions
{
    [Rule(AtLeast = 1)]
    public int Times { get; init; } = 1;
}

[DefinedAs("Halve")]
internal sealed class HalveStep(Columns columns, HalveOptions options) : IFeatureStep
{
    public string Name => $"Halve({columns})";

    public Columns Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new HalveStep(columns, other.As<HalveOptions>(Name));

    public IFittedStep Fit(TrainingRows rows, StepContext context) => throw new NotSupportedException();
}
