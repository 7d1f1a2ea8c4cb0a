using System.Net;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>What can't be decided never passes, and what is no finite number is refused at the door.</summary>
public sealed class UndecidableTests
{
    private const string Likely = "\"V1\":40,\"Category\":\"games\",\"At\":1700000000000000";

    [Theory]
    [InlineData("null", true)]
    [InlineData("NaN", true)]
    [InlineData("-500", true)]
    [InlineData("-0.01", true)]
    [InlineData("0", false)]
    [InlineData("500", true)]
    public async Task An_amount_that_the_decision_reads_and_that_is_missing_or_negative_is_flagged(string amount, bool flagged)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string row = "{" + Likely + ",\"Amount\":" + amount + "}";

        JsonElement invoked = await AnswerAsync(await server.PostAsync("{\"inputs\":[" + row + "]}"));
        invoked.GetProperty("predictions")[0].GetProperty("fraud_decision").GetInt32().ShouldBe(flagged ? 1 : 0);
        JsonElement scored = await AnswerAsync(await server.PostAsync(row, path: "/score"));
        scored.GetProperty("fraudDecision").GetBoolean().ShouldBe(flagged);
        if (amount == "NaN") return;
        using HttpResponseMessage csv = await server.PostAsync(
            $"Amount,V1,Category,At\n{(amount == "null" ? "" : amount)},40,games,1700000000000000", "text/csv");
        JsonElement read = await AnswerAsync(csv);
        read.GetProperty("predictions")[0].GetProperty("fraud_decision").GetInt32().ShouldBe(flagged ? 1 : 0);
    }

    [Theory]
    [InlineData("1e39")]
    [InlineData("-1e39")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-inf\"")]
    [InlineData("\"1e39\"")]
    [InlineData("3.5e38")]
    public async Task A_number_that_is_not_finite_is_refused(string number)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string row = "{\"Amount\":10,\"Category\":\"games\",\"At\":5,\"V1\":" + number + "}";

        foreach (string body in new[] { $"{{\"inputs\":[{row}]}}", $"{{\"dataframe_records\":[{row}]}}",
            "{\"inputs\":{\"Amount\":[1],\"Category\":[\"x\"],\"At\":[5],\"V1\":[" + number + "]}}" })
        {
            using HttpResponseMessage refused = await server.PostAsync(body);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("Column 'V1' must be a number or null");
        }

        using HttpResponseMessage one = await server.PostAsync(row, path: "/score");
        one.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using HttpResponseMessage csv = await server.PostAsync($"Amount,V1,Category,At\n10,{number.Trim('"')},x,5", "text/csv");
        csv.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_probability_that_is_no_number_is_flagged()
    {
        // Nothing is imputed here, so that a row without values has no probability.
        await using ScoringServer server = await ScoringServer.StartAsync(Gaps(Thresholds.Fixed(0.5)));

        JsonElement answer = await AnswerAsync(await server.PostAsync("{\"inputs\":[{\"Amount\":1,\"X\":null}]}"));
        JsonElement prediction = answer.GetProperty("predictions")[0];
        (prediction.GetProperty("fraud_probability").ValueKind, prediction.GetProperty("fraud_decision").GetInt32())
            .ShouldBe((JsonValueKind.Null, 1));
    }

    [Fact]
    public async Task A_rule_that_refuses_answers_422_with_the_row_and_without_contents()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(
            Gaps(Costs.PerTransaction(row => row["Amount"], 5, Undecidable.Refuse)));
        string rows = string.Join(",", Enumerable.Repeat("{\"Amount\":17.25,\"X\":0.5}", 300));

        using HttpResponseMessage refused = await server.PostAsync("{\"inputs\":[" + rows + ",{\"Amount\":null,\"X\":0.5}]}");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        string body = await refused.Content.ReadAsStringAsync();
        body.ShouldContain("Row 301 can't be decided");
        body.ShouldContain("'Amount'");
        body.ShouldNotContain("17.25");
        using HttpResponseMessage one = await server.PostAsync("{\"Amount\":-3,\"X\":0.5}", path: "/score");
        one.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage tensor = await server.PostAsync("{\"inputs\":[{\"name\":\"inputs\",\"datatype\":\"FP32\",\"shape\":[2,2],"
            + "\"data\":[3,0.5,-3,0.5]}]}", path: "/v2/models/fraud-model/infer");
        tensor.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await tensor.Content.ReadAsStringAsync()).ShouldContain("Row 2 can't be decided");
        using HttpResponseMessage whole = await server.PostAsync("{\"Amount\":3,\"X\":0.5}", path: "/score");
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    internal static FraudModel Gaps(IDecisionRule rule)
    {
        var random = new Random(9);
        bool[] frauds = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0)];
        var data = new Dataset([
            new NumberColumn("Amount", [.. frauds.Select(_ => (float)(random.NextDouble() * 50))]),
            new NumberColumn("X", [.. frauds.Select(fraud => (float)(random.NextDouble() + (fraud ? 0.5 : 0)))]),
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label)]);
        return new FraudPipelineBuilder().Drop("Amount").Train(new GradientDescent()).DecideBy(rule).Build().Fit(data);
    }

    private static async Task<JsonElement> AnswerAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        response.Dispose();
        return JsonDocument.Parse(body).RootElement;
    }
}
