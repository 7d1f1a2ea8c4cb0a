using System.Net.Http.Json;
using FraudMl.Mlflow;
using FraudMl.Serving;
using FraudMl.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Tool.Tests.Given;

/// <summary>A store with two versions of a model and two cross-validated runs, a file of transactions, and an audit log.</summary>
public sealed class CardsFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryTrackingStore _store = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-tool-").FullName;

    public string TrackingUri => _store.TrackingUri;

    public string Transactions => At("cards.csv");

    public string AuditLog => At("audit");

    public string FirstRun { get; private set; } = "";

    public string SecondRun { get; private set; } = "";

    public string At(string name) => Path.Combine(_folder, name);

    public async Task InitializeAsync()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 1500, FraudRatio = 0.05, Seed = 9 });
        data.Head(40).WriteCsv(Transactions);
        data.Head(40).WriteParquet(At("cards.parquet"));
        FraudPipeline weak = Pipeline(1e3), strong = Pipeline(1);
        FirstRun = await CrossValidateAsync(weak, data);
        SecondRun = await CrossValidateAsync(strong, data);
        FraudModel model = strong.Fit(data);
        model.Save(At("cards.fraudml"));
        await _store.Client.RegisterAsync(weak.Fit(data), "cards", alias: "champion");
        await _store.Client.RegisterAsync(model, "cards");
        await AuditAsync(model, data);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static FraudPipeline Pipeline(double ridge) => new FraudPipelineBuilder().Standardize(Columns.Numbers)
        .Train(Trainers.LogisticRegression(new() { L2 = ridge })).Build();

    private async Task<string> CrossValidateAsync(FraudPipeline pipeline, Dataset data)
    {
        string id = "";
        await _store.Client.RunAsync("cards", run =>
        {
            id = run.RunId;
            return run.CrossValidateAsync(pipeline, data, Folds.Stratified(3));
        });
        return id;
    }

    private async Task AuditAsync(FraudModel model, Dataset data)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddFraudScoringModel(model);
        builder.Services.AddFraudAudit(AuditLog);
        await using WebApplication app = builder.Build();
        app.MapFraudScoring();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        for (int row = 0; row < 3; row++)
        {
            using HttpResponseMessage answer = await client.PostAsJsonAsync("/score",
                model.Inputs.ToDictionary(input => input.Name, input => ((NumberColumn)data[input.Name]).Values[row]));
            answer.EnsureSuccessStatusCode();
        }

        await app.StopAsync();
    }
}
