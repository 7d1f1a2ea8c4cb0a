namespace FraudMl.Tests;

public sealed class PrintedTests
{
    private static readonly Dataset Rows = FeatureData.Rows(300);

    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Calendar("when", new() { Parts = CalendarParts.Hour })
        .Derive("Log", row => MathF.Log(1 + row["small"]))
        .Impute(Columns.Numbers, Imputation.Mode)
        .OneHot("city", new() { MinimumCount = 5 })
        .Drop(Columns.Texts)
        .Train(Trainers.LogisticRegression(new() { L2 = 0.5 }))
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(row => Math.Abs(row["balance"]), 5))
        .Build();

    [Fact]
    public void A_pipeline_prints_its_parts_with_the_options_that_differ()
    {
        string[] lines = Pipeline.ToString().Split('\n');

        lines[0].ShouldBe(Pipeline.Name);
        lines[1].ShouldBe("  Calendar(when) { Parts = Hour }");
        lines[2].ShouldContain("Log(Add(1, small))");
        lines[3].ShouldContain("With = Mode");
        lines[4].ShouldContain("MinimumCount = 5");
        lines[6].ShouldContain("train: ");
        lines[6].ShouldContain("L2 = 0.5");
        lines[7].ShouldStartWith("  calibrate: ");
        lines[8].ShouldStartWith("  decide: ");
    }

    [Fact]
    public void A_model_prints_inputs_steps_and_size_but_nothing_of_rows()
    {
        FraudModel model = Pipeline.Fit(Rows);
        string text = model.ToString();

        text.ShouldStartWith($"{Pipeline.Name}: {model.Inputs.Count} inputs, {model.Features.Count} features\n  inputs: [");
        text.ShouldContain("calendar: [when.Hour], ends [when]");
        text.ShouldContain($"score: linear model of {model.Features.Count} features");
        text.ShouldNotContain("FraudMl.");
        foreach (SchemaColumn input in model.Inputs.Where(input => input.Texts is not null))
            input.ToString().ShouldNotContain(input.Texts![0]);
    }

    [Fact]
    public void Importances_and_partial_dependence_are_tables()
    {
        FraudModel model = Pipeline.Fit(Rows);

        string[] lines = model.ShapImportance(Rows).ToString()!.Split('\n');
        lines[0].ShouldEndWith("importance");
        lines.Length.ShouldBe(model.Explainer.Sources.Count + 1);
        lines.Select(line => line.Length).Distinct().Count().ShouldBe(1);
        model.PartialDependence(Rows, "city").ToString().ShouldStartWith("city ");
    }

    [Fact]
    public void Lists_that_are_long_print_their_first_items()
    {
        RecordText.Of(new Sample([.. Enumerable.Range(0, 12).Select(i => $"n{i}")], new double[3], "https://u:p@host/x"))
            .ShouldBe("Sample { Names = [n0, n1, n2, n3, n4, n5, n6, n7, … 12 in all], Numbers = [0, 0, 0], Address = *** }");
        RecordText.Of(new Sample([], new double[9], "a") { ApiToken = "t" })
            .ShouldBe("Sample { Names = [], Numbers = [9 numbers], Address = a, ApiToken = *** }");
    }

    [Theory]
    [InlineData("https://host/x?access_token=hush")]
    [InlineData("https://host/x?sig=hush")]
    [InlineData("Server=host;User Id=me;Password=hush")]
    [InlineData("AccountName=me;AccountKey=hush")]
    [InlineData("x_api_key=hush")]
    [InlineData("Authorization: Bearer hush")]
    public void A_text_that_holds_a_secret_is_never_printed(string text) =>
        RecordText.Of(new Sample([], [], text)).ShouldBe("Sample { Names = [], Numbers = [], Address = *** }");

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("client_secret")]
    [InlineData("AccountKey")]
    [InlineData("connection_string")]
    public void The_value_of_a_secret_name_is_never_printed(string name) =>
        RecordText.Of(new Words(new Dictionary<string, string> { [name] = "hush" })).ShouldBe($"Words {{ Values = [{name}: ***] }}");

    private sealed record Words(IReadOnlyDictionary<string, string> Values);

    private sealed record Sample(IReadOnlyList<string> Names, double[] Numbers, string Address)
    {
        public string? ApiToken { get; init; }
    }
}
