using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace FraudMl.Tests.Onnx;

/// <summary>Any names of columns make a graph that ONNX Runtime loads, and that scores as the model does.</summary>
public sealed class OnnxNamesTests
{
    private static readonly string[] Awkward =
    [
        "fraud_probability", "fraud_decision", "features", "t_0", "t_1", "t_2", "c_0", "c_1", "Unsqueeze_0", "Identity_3", "", " ", "N",
        "\ud800", "\udc00", "column", "column#2", "fraud_probability#2",
        "a b", "a/b", "a:0", "\n", "\u0000", "City=x", "City=y", "Paris=x", "😀", "City", "Amount", "y", "x",
    ];

    private static readonly Gen<string> Name = Gen.OneOf(Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]), Gen.String[0, 12]);

    [Fact]
    public void Names_that_the_graph_uses_itself_are_no_trouble()
    {
        IEnumerable<string> names = Enumerable.Range(0, 80).SelectMany(i => new[] { $"t_{i}", $"c_{i}" })
            .Concat(Awkward.Where(name => name is not ("City" or "y")));
        foreach (string name in names) ShouldScore([name], $"City{name.Length}");
    }

    [Fact]
    public void Any_names_make_a_graph_that_loads() =>
        Gen.Select(Name.Array[1, 4], Name)
            .Sample((numbers, text) => ShouldScore([.. numbers.Distinct().Where(name => name != text)], text), iter: 40, threads: 1);

    [Fact]
    public void A_numeric_model_may_have_any_names_too()
    {
        foreach (string[] names in new[] { new[] { "features", "fraud_probability" }, ["t_0", "c_0", ""], ["\ud800", "\ud801"] })
            ShouldScore(names, null);
    }

    [Fact]
    public void A_text_with_half_of_a_surrogate_pair_is_told_as_it_would_become_another_one()
    {
        var data = new Dataset([
            new TextColumn("City", [.. Enumerable.Range(0, 60).Select(i => i % 3)], new TextDictionary(["Rome", "\ud800", "\ud801"])),
            new NumberColumn("y", [.. Enumerable.Range(0, 60).Select(i => i % 2f)], ColumnRoles.Label),
        ]);
        FraudModel model = new FraudPipelineBuilder().OneHot("City").Train(Trainers.LogisticRegression()).Build().Fit(data);
        Should.Throw<FraudMlException>(() => model.ToOnnx()).Message.ShouldBe(
            "A text of the training rows can't be exported to ONNX: it has half of a surrogate pair, which UTF-8 can't hold. "
            + "Mend the texts before training.");
    }

    private static void ShouldScore(string[] numbers, string? text)
    {
        if (numbers.Length == 0) numbers = ["only number"];
        var random = new Random(1);
        string label = "label";
        while (numbers.Contains(label) || label == text) label += "'";
        float[] first = [.. Enumerable.Range(0, 120).Select(_ => random.NextSingle())];
        List<DataColumn> columns = [
            .. numbers.Select((name, i) => new NumberColumn(name, i == 0 ? first : [.. first.Select(_ => random.NextSingle())]))];
        if (text is not null) columns.Add(new TextColumn(text, [.. Enumerable.Range(0, 120).Select(i => i % 3 - (i % 3 == 2 ? 4 : 0))],
            new TextDictionary(["x", "y"])));
        columns.Add(new NumberColumn(label, [.. first.Select(value => value > 0.8f ? 1f : 0f)], ColumnRoles.Label));
        var data = new Dataset(columns);
        var builder = new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot(Columns.Texts).Standardize(Columns.Numbers);
        FraudModel model = builder.Train(Trainers.LogisticRegression()).DecideBy(Thresholds.Fixed(0.3)).Build().Fit(data);
        double[] expected = model.Score(data);

        var scores = new OnnxModelScores(model, data);

        for (int row = 0; row < expected.Length; row++) ((double)scores.Probabilities[row]).ShouldBe(expected[row], 1e-6);
        scores.Decisions!.Select(flag => flag == 1).ShouldBe(model.Decide(data));
        scores.OutputNames.ShouldBe(model.OnnxOutputNames);
        scores.InputShapes.Keys.ShouldBe(model.IsNumericOnly ? ["features"] : model.OnnxInputNames);
    }
}
