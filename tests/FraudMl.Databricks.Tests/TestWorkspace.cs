using System.Collections.Concurrent;
using FraudMl.Databricks.Double;
using Microsoft.Extensions.Logging;

namespace FraudMl.Databricks.Tests;

/// <summary>A double with a log-in, and a log of what the client says.</summary>
internal sealed class TestWorkspace : IAsyncDisposable, ILoggerFactory, ILogger
{
    public const string Token = "pat-secret-1";

    private TestWorkspace(DatabricksDouble workspace) => Double = workspace;

    public DatabricksDouble Double { get; }

    /// <summary>The variables of the environment.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>Options with a personal token.</summary>
    public DatabricksOptions Options => Bare with { Token = Token, WarehouseId = "wh1" };

    /// <summary>Options that name nothing but the workspace.</summary>
    public DatabricksOptions Bare => new()
    {
        Host = Double.Host, Time = Double.Clock, Environment = name => Variables.GetValueOrDefault(name), LoggerFactory = this,
        Storage = Double.Cloud.AddressOf,
    };

    public static async Task<TestWorkspace> StartAsync()
    {
        var workspace = new TestWorkspace(await DatabricksDouble.StartAsync());
        workspace.Double.Identity.PersonalTokens.Add(Token);
        return workspace;
    }

    /// <summary>Makes a call of the API.</summary>
    public static async Task<string> CallAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/2.0/sql/warehouses/wh1");
        return (await workspace.Api.SendAsync(request, StatementJson.Default.WarehouseAnswer, cancellationToken)).State;
    }

    /// <summary>Makes a call by itself.</summary>
    public static async Task<string> CallAsync(DatabricksOptions options)
    {
        using Workspace workspace = Workspace.Open(options);
        return await CallAsync(workspace);
    }

    public ValueTask DisposeAsync() => Double.DisposeAsync();

    void IDisposable.Dispose()
    {
    }

    ILogger ILoggerFactory.CreateLogger(string categoryName) => this;

    void ILoggerFactory.AddProvider(ILoggerProvider provider)
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logged.Enqueue(formatter(state, exception) + exception);
}
