using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>Starts servers whose model changes, and asks them.</summary>
internal static class ReloadedServer
{
    public static readonly string Transaction = RequestBodies.Record(TestModels.Mixed(1, 1), 0).ToJsonString();

    /// <summary>Starts a server that never looks for another model by itself, unless the options say so.</summary>
    public static async Task<ScoringServer> StartAsync(IModelSource source, Action<FraudScoringOptions>? configure = null)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services =>
            {
                services.AddSingleton(source);
                services.AddFraudScoring("models:/cards@champion", options =>
                {
                    options.PollInterval = TimeSpan.Zero;
                    configure?.Invoke(options);
                });
            },
            application => application.MapFraudScoringAdmin());
        await started;
        return server;
    }

    public static IServedModelAdmin Admin(this ScoringServer server) => server.Services.GetRequiredService<IServedModelAdmin>();

    /// <summary>Scores the transaction and returns the version that answered and its probability.</summary>
    public static async Task<(string? Version, double Probability)> ScoreAsync(this ScoringServer server)
    {
        using HttpResponseMessage response = await server.PostAsync(Transaction, path: "/score");
        response.EnsureSuccessStatusCode();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("modelVersion").GetString(), answer.GetProperty("fraudProbability").GetDouble());
    }

    public static double ProbabilityOf(FraudModel model) => model.Score(TestModels.Mixed(1, 1))[0];

    /// <summary>Waits until a version is in service.</summary>
    public static async Task UntilServedAsync(this ScoringServer server, string version)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (server.Admin().Status.Current?.Version != version) await Task.Delay(10, limit.Token);
    }
}
