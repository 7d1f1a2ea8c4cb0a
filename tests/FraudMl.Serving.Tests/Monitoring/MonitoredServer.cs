using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

/// <summary>A server whose transactions have ids and whose clock the test turns.</summary>
internal static class MonitoredServer
{
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 10, 30, 0, TimeSpan.Zero));

    public static async Task<ScoringServer> StartAsync(FakeTimeProvider time, Action<FraudMonitoringOptions>? configure = null,
        Action<IServiceCollection>? register = null)
    {
        FraudModel model = TestModels.MixedModel;
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                register?.Invoke(services);
                services.AddFraudScoringModel(
                    model,
                    options =>
                    {
                        options.IdColumn = "id";
                        configure?.Invoke(options.Monitoring);
                    },
                    ReferenceProfile.Of(model, TestModels.Mixed(400, 1)));
            },
            app => app.MapFraudMonitoring());
        await started;
        return server;
    }

    /// <summary>Scores rows with ids that begin with a prefix and end in the row's number.</summary>
    public static async Task ScoreAsync(this ScoringServer server, Dataset rows, string prefix)
    {
        (string body, _) = RequestBodies.Of("records", rows);
        JsonNode request = JsonNode.Parse(body)!;
        foreach ((int row, JsonNode? record) in request["dataframe_records"]!.AsArray().Index())
            record!["id"] = string.Create(CultureInfo.InvariantCulture, $"{prefix}{row}");
        HttpResponseMessage answer = await server.PostAsync(request.ToJsonString());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<JsonNode> LabelAsync(this ScoringServer server, string body, string contentType = "application/json")
    {
        HttpResponseMessage answer = await server.PostAsync(body, contentType, "/labels");
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Labels all rows as the data set says.</summary>
    public static Task<JsonNode> LabelAsync(this ScoringServer server, Dataset rows, string prefix)
    {
        var body = new StringBuilder();
        for (int row = 0; row < rows.RowCount; row++)
        {
            string isFraud = rows.Labels[row] ? "true" : "false";
            body.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{prefix}{row}\",\"isFraud\":{isFraud}}}\n");
        }

        return server.LabelAsync(body.ToString(), "application/x-ndjson");
    }

    public static async Task<JsonNode> GetAsync(this ScoringServer server, string path)
    {
        HttpResponseMessage answer = await server.Client.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
