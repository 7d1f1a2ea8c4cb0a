using System.Globalization;
using System.Net;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>The server asks for what the model reads, and times that are features come through exactly.</summary>
public sealed class ReadInputsTests
{
    [Fact]
    public async Task A_column_that_was_dropped_unread_need_not_be_sent()
    {
        Dataset data = TestModels.Mixed(200, 3);
        FraudModel model = new FraudPipelineBuilder().Impute("V1").Drop("At").OneHot("Category").Train(new GradientDescent())
            .Build().Fit(data);
        await using ScoringServer server = await ScoringServer.StartAsync(model);

        using HttpResponseMessage one = await server.PostAsync("{\"Amount\":10,\"Category\":\"games\",\"V1\":1}", path: "/score");
        one.StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage more = await server.PostAsync("{\"Amount\":10,\"Category\":\"games\",\"V1\":1,\"At\":\"whatever\"}",
            path: "/score");
        (await more.Content.ReadAsStringAsync()).ShouldBe(await one.Content.ReadAsStringAsync());
        using HttpResponseMessage fewer = await server.PostAsync("{\"Amount\":10,\"V1\":1}", path: "/score");
        fewer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await fewer.Content.ReadAsStringAsync()).ShouldContain("Model is missing inputs ['Category']");
    }

    [Fact]
    public async Task Seconds_since_1970_that_are_a_feature_score_as_they_do_in_a_dataset()
    {
        string path = Path.GetTempFileName();
        try
        {
            var lines = Enumerable.Range(0, 300)
                .Select(i => string.Create(CultureInfo.InvariantCulture,
                    $"{1_577_836_800.25 + (i * 7)},{i % 10 / 10.0},{(i * 7 % 60 > 30 ? 1 : 0)}"));
            await File.WriteAllLinesAsync(path, lines.Prepend("Time,x,Class"));
            Dataset data = Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time").Feature("Time"));
            FraudModel model = new FraudPipelineBuilder().Train(Trainers.DecisionTree()).Build().Fit(data);
            await using ScoringServer server = await ScoringServer.StartAsync(model);
            double[] scores = model.Score(data);
            scores.Distinct().Count().ShouldBeGreaterThan(1);

            string csv = string.Join("\n", lines.Select(line => line[..line.LastIndexOf(',')]).Prepend("Time,x"));
            string rows = string.Join(",", lines.Select(line => $"[{line[..line.LastIndexOf(',')]}]"));
            foreach ((string body, string type) in new[] { (csv, "text/csv"),
                ("{\"dataframe_split\":{\"columns\":[\"Time\",\"x\"],\"data\":[" + rows + "]}}", "application/json") })
            {
                using HttpResponseMessage response = await server.PostAsync(body, type);
                JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                answer.GetProperty("predictions").EnumerateArray().Select(row => row.GetProperty("fraud_probability").GetDouble())
                    .ShouldBe(scores);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
