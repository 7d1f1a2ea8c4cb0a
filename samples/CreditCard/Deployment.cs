using System.Net.Http.Json;
using System.Text.Json;
using FraudMl;
using FraudMl.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CreditCard;

/// <summary>The registered model behind a REST endpoint on loopback.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    /// <summary>Where the model is served with <c>--serve</c>.</summary>
    public const string ServingAddress = "http://127.0.0.1:8080";

    private const int RowCount = 4;
    private readonly WebApplication _app;

    private Deployment(WebApplication app) => _app = app;

    private string Address => _app.Urls.First();

    public static async Task<Deployment> StartAsync(string trackingUri, string modelUri, bool stays, CancellationToken cancellationToken)
    {
        AnsiConsole.Write(new Rule("[bold]Deploy[/]").LeftJustified());
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(stays ? ServingAddress : "http://127.0.0.1:0");
        builder.Services.AddFraudScoring(modelUri, scoring => scoring.TrackingUri = trackingUri);
        WebApplication app = builder.Build();
        app.MapFraudScoring();
        await app.StartAsync(cancellationToken);
        return new Deployment(app);
    }

    /// <summary>Scores transactions over HTTP in each of MLflow's four JSON formats and prints the decisions.</summary>
    public async Task ScoreAsync(FraudModel model, Dataset test, CancellationToken cancellationToken)
    {
        Dataset rows = test.Take(Interesting(model, test));
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        JsonElement? first = null;
        foreach ((string format, object body) in ScoringRequests.AllFormats(model, rows))
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync("/invocations", body, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new FraudMlException($"The endpoint answered {(int)response.StatusCode} "
                    + $"to {format}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            JsonElement predictions = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("predictions");
            first ??= predictions;
            if (predictions.GetRawText() != first.Value.GetRawText())
                throw new FraudMlException($"The endpoint answered {format} differently from the other formats.");
            AnsiConsole.MarkupLineInterpolated($"POST {Address}/invocations  {format,-18} {predictions.GetArrayLength()} rows scored");
        }

        Show(rows, first!.Value);
    }

    public async Task StayAsync(CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLineInterpolated($"Serving on {Address} until Ctrl+C.");
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The two most and the two least suspicious transactions.
    private static int[] Interesting(FraudModel model, Dataset test)
    {
        double[] probabilities = model.Score(test);
        int[] order = [.. Enumerable.Range(0, test.RowCount).OrderByDescending(row => probabilities[row])];
        return [.. order[..(RowCount / 2)], .. order[^(RowCount / 2)..]];
    }

    private static void Show(Dataset rows, JsonElement predictions)
    {
        var table = new Table().AddColumns("amount", "fraud probability", "expected loss", "decision", "label");
        var amounts = (NumberColumn)rows["Amount"];
        for (int row = 0; row < rows.RowCount; row++)
        {
            JsonElement prediction = predictions[row];
            double probability = prediction.GetProperty("fraud_probability").GetDouble();
            table.AddRow(
                FormattableString.Invariant($"{amounts.Values[row]:0.00}"),
                FormattableString.Invariant($"{probability:0.0000}"),
                FormattableString.Invariant($"{probability * (amounts.Values[row] + Pipelines.ChargebackFee):0.00}"),
                prediction.GetProperty("fraud_decision").GetInt64() == 1 ? "review" : "pass",
                rows.Labels[row] ? "fraud" : "legitimate");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            $"Expected loss: probability × (amount + {Pipelines.ChargebackFee} chargeback fee); over {Pipelines.Review}, it is reviewed.");
    }
}
