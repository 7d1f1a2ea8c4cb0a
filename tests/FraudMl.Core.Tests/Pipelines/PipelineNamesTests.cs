namespace FraudMl.Tests;

public sealed class PipelineNamesTests
{
    private static readonly FraudPipeline Line = new FraudPipelineBuilder().Standardize("x").Train(Trainers.LogisticRegression()).Build();

    [Fact]
    public void A_pipeline_is_called_as_it_was_named_else_by_its_learner()
    {
        Line.Name.ShouldBe("Logistic regression");
        Line.Named("base").Name.ShouldBe("base");
        Line.Named("base").Fit(Data()).Pipeline.ShouldBe("base");
    }

    [Fact]
    public void Other_options_keep_the_name_and_another_part_does_not()
    {
        FraudPipeline named = Line.Named("base");
        named.With(ParameterSet.Of(("trainer.L2", 3.0))).Name.ShouldBe("base");
        named.With(Trainers.DecisionTree()).Name.ShouldBe("Decision tree");
        named.With(ParameterSet.Of(("trainer", Trainers.DecisionTree()))).Name.ShouldBe("Decision tree");
        named.With(Calibrators.Platt()).Name.ShouldBe("Logistic regression");
    }

    [Fact]
    public void A_definition_keeps_the_name()
    {
        PipelineDefinition definition = PipelineDefinition.FromJson(Line.Named("base \"1\"").ToDefinition().ToJson());
        definition.ToPipeline().Name.ShouldBe("base \"1\"");
        definition.ToCSharp().ShouldEndWith(".Named(\"base \\\"1\\\"\")");
        Line.ToDefinition().ToJson().ShouldNotContain("\"name\": null");
    }

    [Theory, InlineData(""), InlineData(" "), InlineData("a\nb"), InlineData(null)]
    public void A_name_can_be_read(string? name) =>
        Should.Throw<FraudMlException>(() => Line.Named(name!)).Message
            .ShouldBe("The name of a pipeline must be one line of at most 100 characters, not blank.");

    [Fact]
    public void Names_that_differ_stay() => Names(Line, Line.With(Trainers.DecisionTree()), Line.Named("base"))
        .ShouldBe(["Logistic regression", "Decision tree", "base"]);

    [Fact]
    public void Of_one_learner_the_options_that_differ_are_shown() => Names(
            Line,
            Line.With(Trainers.LogisticRegression(new() { L2 = 50 })),
            Line.With(Trainers.LogisticRegression(new() { L2 = 50, Standardize = false })))
        .ShouldBe(["Logistic regression (L2 1, Standardize True)", "Logistic regression (L2 50, Standardize True)",
            "Logistic regression (L2 50, Standardize False)"]);

    [Fact]
    public void Parts_that_not_all_have_are_shown_without_their_options() => Names(
            Line,
            Line.With(Calibrators.Platt()),
            Line.With([new FraudPipelineBuilder().Bin("x", new() { BinCount = 5 }).Train(Trainers.DecisionTree()).Build().Steps[0]]))
        .ShouldBe(["Logistic regression (Standardize(x), no calibrator, no Bin(x, Quantile))",
            "Logistic regression (Standardize(x), calibrator platt, no Bin(x, Quantile))",
            "Logistic regression (no Standardize(x), no calibrator, Bin(x, Quantile))"]);

    [Fact]
    public void Pipelines_that_nothing_tells_apart_are_counted() => Names(Line, Line, Line)
        .ShouldBe(["Logistic regression", "Logistic regression (2)", "Logistic regression (3)"]);

    private static IReadOnlyList<string> Names(params FraudPipeline[] pipelines) => PipelineNames.Distinct(pipelines);

    private static Dataset Data() => new(
    [
        new NumberColumn("x", [.. Enumerable.Range(0, 40).Select(row => (float)row)], ColumnRoles.Feature),
        new NumberColumn("y", [.. Enumerable.Range(0, 40).Select(row => row > 30 ? 1f : 0f)], ColumnRoles.Label),
    ], "rows");
}
