using System.Text;
using System.Text.Json;

namespace FraudMl.Tests.Trees;

/// <summary>Models that XGBoost 1.7.4 saved and what it predicted: <c>models.json</c>.</summary>
public sealed class XGBoostGoldenTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "models.json"))).RootElement.GetProperty("xgboost");

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void A_saved_model_scores_as_XGBoost_scored_it(string name)
    {
        JsonElement golden = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        float[][] rows = [.. golden.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())];
        TreeEnsemble trees = XGBoostModelJson.Parse(Encoding.UTF8.GetBytes(golden.GetProperty("model").GetRawText()), rows[0].Length,
            golden.GetProperty("rounds").GetInt32());
        double[] expected = [.. golden.GetProperty("expected").GetProperty("margin").EnumerateArray().Select(value => value.GetDouble())];
        var margin = new double[1];
        for (int row = 0; row < rows.Length; row++)
        {
            trees.Score(rows[row], margin);
            margin[0].ShouldBe(expected[row], 1e-5 * Math.Max(1, Math.Abs(expected[row])), $"row {row}");
        }
    }

    [Fact]
    public void Another_shape_of_JSON_is_explained() =>
        Should.Throw<FraudMlException>(() => XGBoostModelJson.Parse("""{"learner": {"name": "x"}}"""u8, 1, 1)).Message
            .ShouldContain("1.6 to 3");

    private static float Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? (float)value.GetDouble() : float.NaN;
}
