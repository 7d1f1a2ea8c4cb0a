using System.Net;
using System.Text;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>Mutated requests to every group of the API, 5,000 of them; FRAUDML_SOAK=1 sends 100,000.</summary>
public sealed class FuzzTests
{
    private const int ClientCount = 4;

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(20);

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 100_000 : 5_000;

    [Fact]
    public async Task No_request_is_answered_with_a_server_error_or_with_a_place_on_the_server()
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        RequestTemplates templates = await RequestTemplates.MakeAsync(app);
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async seed =>
        {
            var mutator = new RequestMutator(templates, seed);
            for (int i = 0; i < Count / ClientCount; i++)
            {
                FuzzedRequest fuzzed = mutator.Next();
                using HttpRequestMessage request = fuzzed.ToMessage(app.Address);
                using var limit = new CancellationTokenSource(Slowest);
                using HttpResponseMessage response = await app.Client.SendAsync(request, limit.Token);
                string answer = await response.Content.ReadAsStringAsync(limit.Token);
                string sent = $"seed {seed}, request {i}: {fuzzed}";
                ((int)response.StatusCode is < 500 or 501).ShouldBeTrue($"{response.StatusCode} {sent} → {answer}");
                answer.ShouldNotContain(app.Store.Folder, Case.Sensitive, sent);
                answer.ShouldNotContain("   at ", Case.Sensitive, sent);
            }
        }));
        using HttpResponseMessage alive = await app.Client.PostAsync(
            new Uri("/api/2.0/mlflow/experiments/create", UriKind.Relative),
            new StringContent("""{"name":"after all"}""", Encoding.UTF8, "application/json"));
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.GetFiles(app.Store.Folder, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
