using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using FraudMl.Mlflow;
using FraudMl.Tests;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace FraudMl.Serving.Tests;

public sealed class ReloadUnderLoadTests(ITestOutputHelper output) : IDisposable
{
    private const int ClientCount = 4;

    private static readonly FraudModel First = TestModels.SmallModel(1), Second = TestModels.SmallModel(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-load-").FullName;

    [Fact]
    public Task No_answer_fails_or_is_mixed_while_versions_are_swapped() => SwapAsync(5, TimeSpan.Zero);

    [SoakFact]
    public Task No_answer_fails_or_is_mixed_in_a_minute_of_100_swaps() => SwapAsync(100, TimeSpan.FromMilliseconds(600));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SwapAsync(int swapCount, TimeSpan between)
    {
        string uri = $"sqlite:///{Path.Combine(_folder, "mlflow.db")}";
        using MlflowClient store = MlflowClient.Connect(new MlflowOptions { TrackingUri = uri });
        await store.RegisterAsync(Second, "cards");
        await store.RegisterAsync(First, "cards", alias: "champion");
        var answers = new Answers(TestModels.Numbers(8, 9), new() { ["1"] = Second, ["2"] = First });
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services.AddFraudScoring(
            "models:/cards@champion", options =>
            {
                options.TrackingUri = uri;
                options.PollInterval = TimeSpan.FromMilliseconds(20);
            }));
        await using ScoringServer running = server;
        await started;
        using var stop = new CancellationTokenSource();
        Task[] load = [.. Enumerable.Range(0, ClientCount).Select(client => Task.Run(() => answers.AskAsync(server, client, stop.Token)))];
        for (int swap = 0; swap < swapCount; swap++)
        {
            string next = swap % 2 == 0 ? "1" : "2";
            await store.PromoteAsync("cards", next);
            await server.UntilServedAsync(next);
            int seen = answers.Count;
            await Task.Delay(between);
            while (answers.Count < seen + ClientCount) await Task.Delay(1);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        answers.Wrong.ShouldBeEmpty();
        answers.Count.ShouldBeGreaterThan(swapCount);
        output.WriteLine($"{answers.Count:#,0} answers over {swapCount} swaps, none failed or mixed");
    }

    /// <summary>Asks in every way, and keeps what is no answer of a version.</summary>
    private sealed class Answers
    {
        private readonly string[] _transactions;
        private readonly string _batch;
        private readonly Dictionary<string, double[]> _right;
        private int _count;

        public Answers(Dataset rows, Dictionary<string, FraudModel> versions)
        {
            _transactions = [.. Enumerable.Range(0, rows.RowCount).Select(row => RequestBodies.Record(rows, row).ToJsonString())];
            _batch = $"{{\"dataframe_records\":[{string.Join(',', _transactions)}]}}";
            _right = versions.ToDictionary(version => version.Key, version => version.Value.Score(rows));
        }

        public ConcurrentQueue<string> Wrong { get; } = new();

        public int Count => Volatile.Read(ref _count);

        public async Task AskAsync(ScoringServer server, int client, CancellationToken stop)
        {
            for (int turn = client; !stop.IsCancellationRequested; turn++)
            {
                try
                {
                    await (turn % 2 == 0 ? ScoreAsync(server, turn / 2 % _transactions.Length) : InvokeAsync(server));
                }
                catch (Exception failed)
                {
                    Wrong.Enqueue(failed.ToString());
                }

                Interlocked.Increment(ref _count);
            }
        }

        private async Task ScoreAsync(ScoringServer server, int row)
        {
            using HttpResponseMessage response = await server.PostAsync(_transactions[row], path: "/score");
            response.EnsureSuccessStatusCode();
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            string version = answer.GetProperty("modelVersion").GetString()!;
            double probability = answer.GetProperty("fraudProbability").GetDouble();
            if (_right[version][row] != probability) Wrong.Enqueue($"Version {version} does not give {probability} to row {row}.");
        }

        // All rows of a request are of one version.
        private async Task InvokeAsync(ScoringServer server)
        {
            using HttpResponseMessage response = await server.PostAsync(_batch);
            response.EnsureSuccessStatusCode();
            JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            double[] probabilities = [.. answer.GetProperty("predictions").EnumerateArray()
                .Select(prediction => prediction.GetProperty("fraud_probability").GetDouble())];
            if (!_right.Values.Any(right => right.AsSpan().SequenceEqual(probabilities)))
                Wrong.Enqueue("A request was answered by two versions.");
        }
    }
}
