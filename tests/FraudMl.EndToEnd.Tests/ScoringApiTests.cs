using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FraudMl.EndToEnd.Tests;

/// <summary>The sample's API as its own process: who may do what, how much, and what the platform asks.</summary>
public sealed class ScoringApiTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];

    [Fact]
    public async Task The_sample_scores_for_callers_with_the_right_and_within_their_limits()
    {
        using var folder = new TemporaryFolder();
        FraudModel model = Fit();
        string file = folder.At("model.fraudml");
        model.Save(file);
        int port = FreePort();
        using var api = new JobProcess(
            [
                $"--urls=http://127.0.0.1:{port}", $"--FraudScoring:ModelUri={file}", "--Limits:Burst=3", "--Limits:PerSecond=1",
                "--Authentication:Schemes:Bearer:ValidIssuer=tests", "--Authentication:Schemes:Bearer:ValidAudiences:0=scoring-api",
                "--Authentication:Schemes:Bearer:SigningKeys:0:Issuer=tests",
                $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(Key)}",
            ],
            sample: "ScoringApi");
        await api.WaitForLineAsync("Serving model");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        const string row = """{"Amount": 900, "Channel": "web"}""";
        (await client.GetAsync("/healthz/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/healthz/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(client, row)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("fraud.operate"));
        (await PostAsync(client, row)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/console")).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("fraud.score"));
        (await client.GetAsync("/console")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage scored = await PostAsync(client, row);
        using JsonDocument answer = JsonDocument.Parse(await scored.Content.ReadAsStringAsync());
        answer.RootElement.GetProperty("fraudProbability").GetDouble()
            .ShouldBe(model.Score(new Dictionary<string, object?> { ["Amount"] = 900, ["Channel"] = "web" }));
        HttpResponseMessage last = scored;
        for (int i = 0; i < 20 && last.StatusCode == HttpStatusCode.OK; i++) last = await PostAsync(client, row);
        last.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string row) =>
        await client.PostAsync("/score", new StringContent(row, Encoding.UTF8, "application/json"));

    private static FraudModel Fit()
    {
        Payment[] payments = [.. Enumerable.Range(0, 200).Select(i => new Payment(i * 5, i % 3 == 0 ? "web" : "shop", i % 10 == 0))];
        return new FraudPipelineBuilder().OneHot("Channel").Train(Trainers.LogisticRegression()).Build()
            .Fit(Dataset.FromRows(payments, schema => schema.Label("IsFraud")));
    }

    private static string Token(string scope)
    {
        static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string head = Text("""{"alg":"HS256","typ":"JWT"}"""u8.ToArray());
        string body = Text(Encoding.UTF8.GetBytes(
            $$"""{"iss":"tests","aud":"scoring-api","sub":"till-7","scope":"{{scope}}","nbf":{{now - 60}},"exp":{{now + 600}}}"""));
        return $"{head}.{body}.{Text(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes($"{head}.{body}")))}";
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Payment(float Amount, string Channel, bool IsFraud);
}
