using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

public sealed class ScoreTests
{
    [Fact]
    public async Task One_transaction_answers_probability_decision_and_model()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Dataset data = TestModels.Mixed(20, 3);
        for (int row = 0; row < data.RowCount; row++)
        {
            using HttpResponseMessage response = await server.PostAsync(RequestBodies.Record(data, row).ToJsonString(), path: "/score");
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            answer.GetProperty("fraudProbability").GetDouble().ShouldBe(TestModels.MixedModel.Score(data)[row]);
            answer.GetProperty("fraudDecision").GetBoolean().ShouldBe(TestModels.MixedModel.Decide(data)[row]);
            answer.GetProperty("modelName").GetString().ShouldBe("Gradient descent");
            answer.GetProperty("modelVersion").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task A_request_that_asks_for_reasons_gets_those_of_the_model_with_its_texts()
    {
        FraudModel model = TestModels.MixedModel.WithReasons(
            new() { Texts = new Dictionary<string, string> { ["V1"] = "A score of {value} is \"high\"." }, Hidden = ["At"] });
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        Dataset data = TestModels.Mixed(20, 3);
        IReadOnlyList<Explanation> explanations = model.Explain(data, top: 2);
        for (int row = 0; row < data.RowCount; row++)
        {
            JsonElement answer = await ScoreAsync(server, data, row, "?reasons=2");
            answer.GetProperty("fraudProbability").GetDouble().ShouldBe(explanations[row].Probability);
            Reason[] reasons = [.. answer.GetProperty("reasons").EnumerateArray().Select(reason => new Reason(
                reason.GetProperty("input").GetString()!, reason.GetProperty("value").GetString(),
                reason.GetProperty("contribution").GetDouble(), reason.GetProperty("text").GetString()!))];
            reasons.ShouldBe(explanations[row].Reasons);
        }
        explanations.SelectMany(explanation => explanation.Reasons).ShouldContain(reason => reason.Text.StartsWith("A score of "));
        explanations.SelectMany(explanation => explanation.Reasons).ShouldNotContain(reason => reason.Input == "At");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?reasons=0")]
    [InlineData("?other=5")]
    public async Task A_request_that_asks_for_no_reasons_gets_none(string query)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement answer = await ScoreAsync(server, TestModels.Mixed(1, 3), 0, query);
        answer.TryGetProperty("reasons", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("?reasons=many")]
    [InlineData("?reasons=-1")]
    [InlineData("?reasons=")]
    [InlineData("?reasons=1&reasons=2")]
    [InlineData("?reasons=1.5")]
    [InlineData("?reasons=101")]
    [InlineData("?reasons=99999999999")]
    public async Task A_count_of_reasons_that_is_no_whole_number_up_to_a_hundred_is_refused(string query)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(RequestBodies.Record(TestModels.Mixed(1, 3), 0).ToJsonString(),
            path: "/score" + query);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
            .ShouldBe("The query's reasons must be a whole number from 0 to 100, as in /score?reasons=5.");
    }

    [Fact]
    public async Task A_model_that_has_no_exact_explanation_scores_and_refuses_to_give_reasons()
    {
        FraudModel model = new FraudPipelineBuilder().Impute("V1").OneHot("Category").Step(new HourOfDayStep("At"))
            .Train(Trainers.RankAverage([new GradientDescent(), new GradientDescent()])).Build().Fit(TestModels.Mixed(200, 1));
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        Dataset data = TestModels.Mixed(1, 3);
        (await ScoreAsync(server, data, 0, "")).GetProperty("modelName").GetString().ShouldNotBeNull();
        using HttpResponseMessage response = await server.PostAsync(RequestBodies.Record(data, 0).ToJsonString(), path: "/score?reasons=5");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("blend of ranks");
    }

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest, "Model is missing inputs")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "A transaction must be a JSON object")]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "valid JSON")]
    [InlineData("a\n1", "text/csv", HttpStatusCode.UnsupportedMediaType, "only supports")]
    public async Task A_bad_transaction_is_answered_with_problem_details(string body, string contentType, HttpStatusCode status,
        string detail)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body, contentType, "/score");
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
    }

    private static async Task<JsonElement> ScoreAsync(ScoringServer server, Dataset data, int row, string query)
    {
        using HttpResponseMessage response = await server.PostAsync(RequestBodies.Record(data, row).ToJsonString(), path: "/score" + query);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
