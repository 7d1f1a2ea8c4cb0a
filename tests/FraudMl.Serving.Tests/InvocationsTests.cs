using System.Net;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

public sealed class InvocationsTests
{
    [Theory]
    [MemberData(nameof(RequestBodies.Formats), MemberType = typeof(RequestBodies))]
    public async Task Every_format_answers_the_bits_that_the_model_scores(string format)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        foreach (int rowCount in new[] { 1, 2, 300 })
        {
            Dataset data = TestModels.Mixed(rowCount, seed: 5);
            (string body, string contentType) = RequestBodies.Of(format, data);
            using HttpResponseMessage response = await server.PostAsync(body, contentType);
            string answer = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
            response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
            JsonElement[] predictions = [.. JsonDocument.Parse(answer).RootElement.GetProperty("predictions").EnumerateArray()];
            predictions.Select(p => p.GetProperty("fraud_probability").GetDouble()).ShouldBe(TestModels.MixedModel.Score(data));
            predictions.Select(p => p.GetProperty("fraud_decision").GetInt32() == 1).ShouldBe(TestModels.MixedModel.Decide(data));
        }
    }

    [Fact]
    public async Task A_model_that_does_not_decide_answers_probabilities_alone()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        using HttpResponseMessage response = await server.PostAsync(
            "{\"dataframe_split\":{\"columns\":[" + string.Join(',', TestModels.CreditCardModel.Inputs.Select(i => $"\"{i.Name}\""))
                + "],\"data\":[[" + string.Join(',', Enumerable.Repeat("0.5", 30)) + "]]}}");
        JsonElement prediction = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("predictions")[0];
        prediction.EnumerateObject().Select(property => property.Name).ShouldBe(["fraud_probability"]);
    }

    [Fact]
    public async Task Sixty_four_clients_at_once_each_get_their_own_answers()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async client =>
        {
            for (int request = 0; request < 20; request++)
            {
                Dataset data = TestModels.Mixed(1 + (client + request) % 40, client * 100 + request);
                (string body, string contentType) = RequestBodies.Of("records", data);
                using HttpResponseMessage response = await server.PostAsync(body, contentType);
                JsonElement predictions = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement
                    .GetProperty("predictions");
                predictions.EnumerateArray().Select(p => p.GetProperty("fraud_probability").GetDouble())
                    .ShouldBe(TestModels.MixedModel.Score(data));
            }
        }));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("\"NaN\"")]
    public async Task A_missing_number_is_missing_however_it_is_written(string literal)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string expected = await AnswerAsync(server, "{\"inputs\":[{\"Amount\":10,\"Category\":\"NaN\",\"At\":5},{\"V1\":1}]}");
        string answer = await AnswerAsync(server,
            "{\"inputs\":[{\"Amount\":10,\"Category\":\"NaN\",\"At\":5,\"V1\":" + literal + "},{\"V1\":1}]}");
        answer.ShouldBe(expected);
    }

    [Fact]
    public async Task A_probability_that_is_no_number_is_null()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        string record = string.Join(',', TestModels.CreditCardModel.Inputs.Select(input => $"\"{input.Name}\":null"));
        (await AnswerAsync(server, "{\"inputs\":[{" + record + "}]}")).ShouldBe("{\"predictions\":[{\"fraud_probability\":null}]}");
    }

    [Theory]
    [InlineData("\"2023-11-14T22:13:20Z\"")]
    [InlineData("\"2023-11-14 22:13:20\"")]
    [InlineData("\"2023-11-15T00:13:20+02:00\"")]
    [InlineData("\"1700000000000000\"")]
    [InlineData("1.7e15")]
    public async Task A_time_may_be_written_in_several_ways(string time)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string Body(string at) => "{\"inputs\":{\"Amount\":10,\"Category\":\"games\",\"V1\":0.5,\"At\":" + at + "}}";
        (await AnswerAsync(server, Body(time))).ShouldBe(await AnswerAsync(server, Body("1700000000000000")));
    }

    private static async Task<string> AnswerAsync(ScoringServer server, string body)
    {
        using HttpResponseMessage response = await server.PostAsync(body);
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        return answer;
    }
}
