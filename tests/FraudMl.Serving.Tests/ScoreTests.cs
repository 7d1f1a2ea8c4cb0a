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

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest, "Model is missing inputs")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "A transaction must be a JSON object")]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "valid JSON")]
    [InlineData("a\n1", "text/csv", HttpStatusCode.UnsupportedMediaType, "only supports")]
    public async Task A_bad_transaction_is_answered_with_problem_details(string body, string contentType, HttpStatusCode status, string detail)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body, contentType, "/score");
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
    }
}
