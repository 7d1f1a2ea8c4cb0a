using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving.Tests;

public sealed class ModelLoadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-serving-").FullName;

    private string TrackingUri => $"sqlite:///{Path.Combine(_folder, "mlflow.db")}";

    [Theory]
    [InlineData("models:/cards@champion")]
    [InlineData("models:/cards/1")]
    public async Task A_registered_model_is_served_under_its_name_and_version(string uri)
    {
        using (MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri }))
            await client.RegisterAsync(TestModels.CreditCardModel, "cards", alias: "champion");
        JsonElement answer = await ScoreAsync(uri);
        answer.GetProperty("modelName").GetString().ShouldBe("cards");
        answer.GetProperty("modelVersion").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task A_model_directory_is_served()
    {
        string directory = Path.Combine(_folder, "model");
        FraudModelPackage.Write(TestModels.CreditCardModel, directory);
        (await ScoreAsync(directory)).GetProperty("modelName").GetString().ShouldBe("Gradient descent");
    }

    [Fact]
    public async Task A_model_file_is_served()
    {
        string file = Path.Combine(_folder, "model.json");
        using (FileStream stream = File.Create(file)) TestModels.CreditCardModel.Save(stream);
        (await ScoreAsync(file)).GetProperty("modelName").GetString().ShouldBe("Gradient descent");
    }

    [Fact]
    public async Task A_package_without_hashes_is_served_with_a_warning_and_one_with_wrong_ones_is_not()
    {
        string directory = Path.Combine(_folder, "model"), manifest = Path.Combine(directory, "MLmodel");
        FraudModelPackage.Write(TestModels.CreditCardModel, directory);
        (await LoggedAsync(directory)).ShouldBeEmpty();
        string today = File.ReadAllText(manifest);

        // As FraudMl wrote it before there were hashes.
        File.WriteAllText(manifest, Regex.Replace(today.Replace("format_version: 2", "format_version: 1", StringComparison.Ordinal), "    files:\n(      .*\n)+", ""));
        (await LoggedAsync(directory)).ShouldContain(line => line.Contains("without hashes of its files", StringComparison.Ordinal) && line.Contains(directory, StringComparison.Ordinal));

        File.WriteAllText(manifest, today);
        File.AppendAllText(Path.Combine(directory, "model.onnx"), "x");
        (await Should.ThrowAsync<FraudMlException>(() => LoggedAsync(directory))).Problems.ShouldBe(["model.onnx has another SHA-256 than MLmodel says."]);
    }

    [Fact]
    public async Task A_version_whose_files_were_exchanged_is_not_served()
    {
        using (MlflowClient client = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri }))
        {
            await client.RegisterAsync(TestModels.CreditCardModel, "cards", alias: "champion");
            FraudModelPackage.Write(TestModels.CreditCardModel.WithReasons(new() { Hidden = ["Amount"] }), (await client.LoadFraudModelAsync("models:/cards/1")).Directory!);
        }

        (await Should.ThrowAsync<FraudMlException>(() => LoggedAsync("models:/cards@champion"))).Message.ShouldContain("not those that were registered");
    }

    [Fact]
    public async Task An_unknown_alias_fails_the_start_and_names_model_and_store()
    {
        (ScoringServer server, Task started) = await StartAsync("models:/cards@nobody");
        await using ScoringServer stopped = server;
        FraudMlException error = await Should.ThrowAsync<FraudMlException>(() => started);
        error.Message.ShouldContain("models:/cards@nobody");
        error.Message.ShouldContain(TrackingUri);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IReadOnlyList<string>> LoggedAsync(string uri)
    {
        var warnings = new Warnings();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoring(uri, options => options.TrackingUri = TrackingUri).AddSingleton<ILoggerProvider>(warnings));
        await using ScoringServer stopped = server;
        await started;
        return [.. warnings.Lines];
    }

    private async Task<JsonElement> ScoreAsync(string uri)
    {
        (ScoringServer server, Task started) = await StartAsync(uri);
        await using ScoringServer stopped = server;
        await started;
        string transaction = JsonSerializer.Serialize(TestModels.CreditCardModel.Inputs.ToDictionary(input => input.Name, _ => 0.5));
        using HttpResponseMessage response = await server.PostAsync(transaction, path: "/score");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<(ScoringServer Server, Task Started)> StartAsync(string uri) =>
        ScoringServer.StartWhileLoadingAsync(services => services.AddFraudScoring(uri, options => options.TrackingUri = TrackingUri));

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
