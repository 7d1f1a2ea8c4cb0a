using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Which inputs a feature came from, also where a name has a plus in it.</summary>
public sealed class SourceTests
{
    private static readonly Dataset Rows = new(
    [
        new NumberColumn("a", [1, 2, 3, 4]),
        new NumberColumn("b", [2, 5, 1, 7]),
        new NumberColumn("a+b", [9, 8, 7, 5]),
        new NumberColumn("Class", [0, 1, 0, 1], ColumnRoles.Label),
    ]);

    [Fact]
    public void A_column_with_a_plus_in_its_name_is_one_input()
    {
        FraudModel model = Fit(new InteractionsStep(Columns.Of("a", "b"), new()), new InteractionsStep(Columns.Of("a+b", "a"), new()));

        Sources(model).ShouldBe(["a", "b", "a+b", "a|b", "a+b|a"]);
        Explanation explanation = model.Explain(Rows)[0];
        explanation.Contributions.Count.ShouldBe(5);
        ValuesOf(model, "a+b", new() { ["a"] = 1f, ["b"] = 2f, ["a+b"] = 9f }).ShouldBe(["1, 2", "9"], ignoreOrder: true);
    }

    [Fact]
    public void Sources_of_sources_are_named_once() =>
        Sources(Fit(new DeriveStep(new("both", Sum("a", "b"))), new DeriveStep(new("all", Sum("both", "a")))))
            .ShouldBe(["a", "b", "a+b", "a|b", "a|b"]);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("b+a", "b|a")]
    [InlineData("a+b", "a+b")]
    [InlineData("a+b+b", "a+b|b")]
    [InlineData("b+a+b", "b|a+b")]
    [InlineData("gone", "gone")]
    [InlineData("a+gone", "a+gone")]
    public void A_file_that_joined_them_is_read_against_the_names_of_the_inputs(string joined, string sources)
    {
        FraudModel model = Fit(new DeriveStep(new("both", Sum("a", "b"))));
        JsonNode payload = Payload(model);
        foreach (JsonNode? column in payload["inputs"]!.AsArray())
            Join(column!["feature"]!, column["feature"]!["name"]!.GetValue<string>());
        Join(payload["steps"]![0]!["column"]!["feature"]!, joined);

        FraudModel loaded = FraudModel.Load(new MemoryStream(Signed(payload)));

        Sources(loaded)[^1].ShouldBe(sources);
        loaded.Score(Rows).ShouldBe(model.Score(Rows));
        Sources(Loaded(loaded)).ShouldBe(Sources(loaded));
    }

    [Fact]
    public void A_hidden_input_is_no_reason_together_with_others_either()
    {
        FraudModel model = Fit(new DeriveStep(new("both", Sum("a", "b"))), new DropStep(Columns.Of("a+b")))
            .WithReasons(new() { Hidden = ["b"] });

        string[] told = [.. model.Explain(Rows).SelectMany(row => row.Reasons).Select(reason => reason.Input)];

        told.ShouldNotContain("b");
        told.ShouldNotContain("a+b");
        model.Explain(Rows)[0].Contributions.ShouldContain(contribution => contribution.Input == "a+b");
    }

    private static FraudModel Fit(params IFeatureStep[] steps)
    {
        FittedFeatures features = FittedFeatures.Fit(steps, Rows, new StepContext(1, Folds.Stratified(2, 1))).Features;
        return new FraudModel(new ModelParts("sources", features, new LinearModel([.. features.Columns.Select((_, i) => 0.5f + i)], 0),
            FittedCalibrator.Logistic));
    }

    private static DerivedCall Sum(string first, string second) =>
        new(DerivedFunction.Add, [new DerivedColumn(first), new DerivedColumn(second)]);

    private static IReadOnlyList<string> Sources(FraudModel model) =>
        [.. model.Features.Select(feature => string.Join('|', feature.Sources))];

    private static IEnumerable<string?> ValuesOf(FraudModel model, string input, Dictionary<string, object?> row) =>
        model.Explain(row, top: 10).Reasons.Where(reason => reason.Input == input).Select(reason => reason.Value);

    private static void Join(JsonNode feature, string source)
    {
        feature.AsObject().Remove("sources");
        feature["source"] = source;
    }

    private static FraudModel Loaded(FraudModel model) => FraudModel.Load(new MemoryStream(Signed(Payload(model))));

    private static JsonNode Payload(FraudModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        byte[] saved = stream.ToArray();
        return JsonNode.Parse(saved.AsSpan(saved.AsSpan().IndexOf((byte)'\n') + 1))!;
    }

    private static byte[] Signed(JsonNode payload)
    {
        byte[] json = Encoding.UTF8.GetBytes(payload.ToJsonString());
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"}}\n";
        return [.. Encoding.UTF8.GetBytes(header), .. json];
    }
}
