using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Serving;
using Microsoft.Extensions.Logging;

namespace VelocityBench;

/// <summary>
/// Replays a file of raw transactions through HTTP against a durable store and compares every feature and score with the batch over the
/// whole file; the labels come as they would, before the windows that read them.
/// </summary>
internal sealed class Replay(string file, Figures figures)
{
    private readonly bool _isHandbook = Path.GetFileName(file).StartsWith("handbook", StringComparison.Ordinal);

    public async Task<bool> RunAsync()
    {
        string name = _isHandbook ? "Handbook" : "Sparkov";
        Dataset data = Read();
        Dataset batch = data.WithWindows(
            _isHandbook ? EventFigures.WindowsOf("CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT") : SparkovWindows());
        FraudModel model = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LightGbm(new() { TreeCount = 50 }))
            .Build().Fit(batch.Head(_isHandbook ? 300_000 : 30_000));
        string directory = Directory.CreateTempSubdirectory("velocity").FullName;
        var seen = new Bits(batch.RowCount, model.Inputs.Count);
        long start = Stopwatch.GetTimestamp();
        using (var store = DurableVelocityStore.Open(directory, model.Windows, new() { SnapshotBytes = 16 << 20 }))
        {
            await SendAsync(model, store, data, seen);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Directory.Delete(directory, recursive: true);
        long differing = seen.Differences(model, batch);
        figures.Add($"{name}: rows through HTTP", seen.RowCount, "rows");
        figures.Add($"{name}: rows through HTTP a second", seen.RowCount / seconds, "rows/s");
        figures.Add($"{name}: features and scores with another bit than the batch", differing, "");
        long nudged = seen.Differences(model, Nudged(data).WithWindows(model.Windows));
        figures.Add($"{name}: the same with one amount one ulp larger", nudged, "");
        return differing == 0 && nudged > 0 && seen.RowCount == data.RowCount;
    }

    private async Task SendAsync(FraudModel model, DurableVelocityStore store, Dataset data, Bits seen)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IVelocityStore>(store).AddSingleton<IScoringObserver>(seen)
            .AddFraudScoringModel(model, options => options.IdColumn = _isHandbook ? "TRANSACTION_ID" : "trans_num");
        await using WebApplication server = builder.Build();
        server.MapFraudScoring();
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));

        // Less than the delay of the labels in each: they are reported between two requests.
        int rowsPerRequest = _isHandbook ? 5000 : 1000;
        string header = (await lines.ReadLineAsync())!;
        var body = new StringBuilder();
        for (int row = 0; row < data.RowCount;)
        {
            body.Clear().Append(header).Append('\n');
            int first = row;
            for (; row < data.RowCount && row < first + rowsPerRequest; row++) body.Append(await lines.ReadLineAsync()).Append('\n');
            var content = new StringContent(body.ToString());
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            using HttpResponseMessage answer = await client.PostAsync("/invocations", content);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            for (int labelled = first; labelled < row; labelled++)
            {
                if (data.Labels[labelled]) store.Report(Event(store, data, labelled), isFraud: true);
            }
        }

        await server.StopAsync();
    }

    private VelocityEvent Event(DurableVelocityStore store, Dataset data, int row)
    {
        string Text(string column) => ((TextColumn)data[column]) is var texts ? texts.Dictionary.Texts[texts.Codes[row]] : "";
        return new VelocityEvent
        {
            Id = Text(_isHandbook ? "TRANSACTION_ID" : "trans_num"),
            Timestamp = data.Timestamps[row],
            Texts = store.TextColumns.Select(Text).ToArray(),
            Numbers = store.NumberColumns.Select(column => (double)((NumberColumn)data[column]).Values[row]).ToArray(),
        };
    }

    private Dataset Nudged(Dataset data)
    {
        string amount = _isHandbook ? "TX_AMOUNT" : "amt";
        float[] values = ((NumberColumn)data[amount]).Values.ToArray();
        values[data.RowCount / 2] = MathF.BitIncrement(values[data.RowCount / 2]);
        return new Dataset([.. data.Columns.Select(column => column.Name == amount ? new NumberColumn(amount, values) : column)]);
    }

    private Dataset Read() => Dataset.FromCsv(file, schema =>
    {
        schema = _isHandbook
            ? schema.Label("TX_FRAUD").Timestamp("TX_DATETIME").Key("CUSTOMER_ID").Key("TERMINAL_ID").Text("TRANSACTION_ID")
            : schema.Label("is_fraud").Timestamp("trans_date_trans_time").Key("cc_num").Key("merchant").Number("amt").Text("trans_num");
        string[] ignored = _isHandbook ? ["TRANSACTION_ID", "TX_TIME_SECONDS", "TX_TIME_DAYS", "TX_FRAUD_SCENARIO"]
            : ["trans_num", "first", "last", "street", "city", "state", "zip", "lat", "long", "city_pop", "job", "dob", "unix_time",
                "merch_lat", "merch_long", "category", "gender"];
        foreach (string column in ignored) schema = schema.Ignore(column);
        return schema;
    });

    private static EntityWindows[] SparkovWindows()
    {
        TimeSpan[] windows = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
        return
        [
            FraudMl.Velocity.Per("cc_num").Over(windows).Count().Mean("amt").RatioToMean("amt").StandardDeviation("amt").Max("amt")
                .SinceLast().Distinct("merchant"),
            FraudMl.Velocity.Per("merchant").Over(windows).Delayed(TimeSpan.FromDays(1)).Count().Risk(),
            FraudMl.Velocity.Per("cc_num", "merchant").Over(windows).Count().SinceLast(),
        ];
    }
}
