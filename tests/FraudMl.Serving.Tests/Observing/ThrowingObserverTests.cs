using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

/// <summary>What the application hangs on the way of a request may fail; the answer stands.</summary>
public sealed class ThrowingObserverTests
{
    private const string Row = """{"Amount":10,"Category":"games","V1":null,"At":"2026-01-31T13:05:00Z"}""";

    [Fact]
    public async Task The_answer_goes_out_the_others_see_the_rows_and_operators_are_told_once_a_minute()
    {
        FakeTimeProvider time = MonitoredServer.Clock();
        var log = new ErrorLog();
        var seen = new Counted();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<TimeProvider>(time).AddLogging(logging => logging.AddProvider(log))
            .AddSingleton<IScoringObserver>(new Broken()).AddSingleton<IScoringObserver>(seen)
            .AddFraudScoringModel(TestModels.MixedModel));
        await using ScoringServer running = server;
        await started;
        using var meters = new CountedMeters(server.Services, "fraudml.scoring.callback.failures");
        foreach ((string path, string type) in ((string, string)[])[("/score", "application/json"),
            ("/score/batch", "application/x-ndjson"), ("/score?reasons=2", "application/json")])
        {
            using HttpResponseMessage answer = await server.PostAsync(Row, type, path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("fraudProbability");
        }

        server.Services.GetRequiredService<IFraudScorer>()
            .Score(new { Amount = 10f, Category = "games", V1 = 1f, At = DateTime.UnixEpoch }).ShouldBeInRange(0, 1);
        seen.RowCount.ShouldBe(4);
        meters.Sum.ShouldBe(4);
        log.Errors.Single().ShouldContain("The callback Broken of the served model '' failed, 1 times");
        time.Advance(TimeSpan.FromMinutes(2));
        await server.PostAsync(Row, path: "/score");
        log.Errors.Last().ShouldContain("failed, 4 times");
    }

    private sealed class Broken : IScoringObserver
    {
        public void Scored(in ScoredBlock rows) => throw new InvalidOperationException("The application's own.");
    }

    private sealed class Counted : IScoringObserver
    {
        public int RowCount { get; private set; }

        public void Scored(in ScoredBlock rows) => RowCount += rows.Session.RowCount;
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Errors { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) Errors.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
