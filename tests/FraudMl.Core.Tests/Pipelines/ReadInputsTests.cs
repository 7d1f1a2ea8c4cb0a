using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

/// <summary>A model asks for what it reads, and for nothing else.</summary>
public sealed class ReadInputsTests
{
    private static readonly Dataset Data = Rows(400);

    [Fact]
    public void Columns_that_are_dropped_unread_are_no_inputs()
    {
        FraudModel model = Fitted(builder => builder.Drop(Columns.Of("street", "born", "amount")).OneHot("city"));

        model.Inputs.Select(input => input.Name).ShouldBe(["x", "city", "zip"]);
        model.Score(new Dictionary<string, object?> { ["x"] = 1f, ["city"] = "c1", ["zip"] = 2f }).ShouldBe(
            model.Score(new Dataset([new NumberColumn("x", [1]), new NumberColumn("zip", [2]),
                new TextColumn("city", [0], new(["c1"]))]))[0]);
        Should.Throw<FraudMlException>(() => model.Score(new Dictionary<string, object?> { ["x"] = 1f, ["city"] = "c1" })).Message
            .ShouldContain("'zip'");
    }

    [Fact]
    public void What_a_step_or_the_decision_has_read_before_it_was_dropped_stays_an_input()
    {
        FraudModel derived = Fitted(builder => builder.Derive("log", row => MathF.Log(1 + row["amount"])).Calendar("born")
            .Drop(Columns.Of("street", "amount", "city")));
        derived.Inputs.Select(input => input.Name).ShouldBe(["x", "amount", "zip", "born"]);

        FraudModel decided = Fitted(
            builder => builder.Drop(Columns.Of("street", "born", "amount", "city")),
            Costs.PerTransaction(row => row.Text("city") == "c1" ? row["amount"] : 3, review: 5));
        decided.Inputs.Select(input => input.Name).ShouldBe(["x", "city", "amount", "zip"]);
    }

    [Fact]
    public void What_selection_ends_is_no_input()
    {
        FraudModel model = Fitted(builder => builder.Drop(Columns.Of("street", "born", "city", "amount"))
            .SelectBest(Columns.Numbers, new() { Count = 1 }));

        model.Inputs.Select(input => input.Name).ShouldBe(["x"]);
    }

    [Fact]
    public void A_saved_model_and_its_graph_ask_for_the_same_and_score_the_same()
    {
        FraudModel model = Fitted(builder => builder.Drop(Columns.Of("street", "born")).OneHot("city"), Thresholds.Fixed(0.3));
        using var stored = new MemoryStream();
        model.Save(stored);
        FraudModel loaded = FraudModel.Load(new MemoryStream(stored.ToArray()));

        loaded.Inputs.Select(input => input.Name).ShouldBe(model.Inputs.Select(input => input.Name));
        loaded.Score(Data).ShouldBe(model.Score(Data));
        new OnnxModelScores(model, Data).Decisions!.Select(decision => decision == 1).ShouldBe(model.Decide(Data));
        System.Text.Encoding.UTF8.GetString(stored.ToArray()).ShouldNotContain("Elm Road");
    }

    [Fact]
    public void A_model_whose_other_columns_are_all_dropped_is_one_of_numbers()
    {
        FraudModel model = Fitted(builder => builder.Drop(Columns.Of("street", "born", "city")));

        model.IsNumericOnly.ShouldBeTrue();
        Dataset numbers = new([.. Data.Columns.Where(column => column.Name is "x" or "amount" or "zip")]);
        new OnnxModelScores(model, numbers).Probabilities.Length.ShouldBe(400);
    }

    private static FraudModel Fitted(Func<FraudPipelineBuilder, FraudPipelineBuilder> steps, IDecisionRule? rule = null)
    {
        FraudPipelineBuilder builder = steps(new FraudPipelineBuilder()).Train(Trainers.LogisticRegression());
        return (rule is null ? builder : builder.DecideBy(rule)).Build().Fit(Data);
    }

    private static Dataset Rows(int count)
    {
        var random = new Random(6);
        bool[] frauds = [.. Enumerable.Range(0, count).Select(row => row % 5 == 0)];
        return new Dataset(
        [
            new NumberColumn("x", [.. frauds.Select(fraud => (float)(random.NextDouble() + (fraud ? 0.8 : 0)))]),
            new TextColumn("street", [.. frauds.Select((_, row) => row % 3)], new(["1 Elm Road", "2 Elm Road", "3 Elm Road"])),
            new TextColumn("city", [.. frauds.Select(_ => random.Next(2))], new(["c0", "c1"])),
            new NumberColumn("amount", [.. frauds.Select(_ => (float)(random.NextDouble() * 100))]),
            new NumberColumn("zip", [.. frauds.Select(_ => (float)random.Next(9))]),
            new TimestampColumn("born", [.. frauds.Select(_ => random.NextInt64(1_000_000_000_000_000))], ColumnRoles.Feature),
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label),
        ]);
    }
}
