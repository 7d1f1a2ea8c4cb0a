using System.Text.Json;

namespace FraudMl.Tests;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void Names_are_those_that_Python_readers_expect()
    {
        Evaluation evaluation = Evaluation.Of(new ScoredRows([true, false, true, false], [0.9, 0.2, 0.4, 0.6]));

        using JsonDocument json = JsonDocument.Parse(evaluation.ToJson());

        json.RootElement.GetProperty("row_count").GetInt32().ShouldBe(4);
        json.RootElement.GetProperty("fraud_count").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("values")[0].GetProperty("name").GetString().ShouldBe(evaluation.Values[0].Name);
        json.RootElement.TryGetProperty("rows", out _).ShouldBeFalse();
    }
}
