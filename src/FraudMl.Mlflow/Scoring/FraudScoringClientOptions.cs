using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>How a scoring server is asked.</summary>
public sealed record FraudScoringClientOptions
{
    /// <value>Bearer token, such as a Databricks token. Default: none.</value>
    public string? Token { get; init; }

    /// <value>Gives the bearer token, asked before each attempt of a request; wins over <see cref="Token"/>. Default: none.</value>
    public Func<CancellationToken, ValueTask<string>>? TokenSource { get; init; }

    /// <value>User name for basic authentication. Default: the one in the address, if any.</value>
    public string? Username { get; init; }

    /// <value>Password for basic authentication. Default: the one in the address, if any.</value>
    public string? Password { get; init; }

    /// <value>Further headers of each request. Default: none.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <value>How long one attempt of a request may take: above zero, at most a day. Default: 30 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>How often a failed request is sent again (408, 429, 500, 502, 503, 504, no connection): 0 to 10. Default: 3.</value>
    public int RetryCount { get; init; } = 3;

    /// <value>Whether each request has an <c>Idempotency-Key</c> of its own, the same when it is sent again: FraudMl.Serving then scores,
    /// counts and records its rows once; other servers don't look at it. Default: false.</value>
    public bool HasIdempotencyKeys { get; init; }

    /// <value>The most rows of one request, at least 1; more rows are sent in several requests. Default: 1,000.</value>
    public int RequestRowCount { get; init; } = 1_000;

    /// <value>How rows become JSON; their names are the columns. Needed where the app is published trimmed or ahead of time: a
    /// source-generated context, as in <c>new() { TypeInfoResolver = RowsJson.Default }</c>. Default: public properties by their
    /// names, enums as texts.</value>
    public JsonSerializerOptions? Json { get; init; }

    /// <value>A PEM file with the authorities that the server's certificate may come from. Default: those of the system.</value>
    public string? ServerCertificatePath { get; init; }

    /// <value>Whether any certificate of the server is taken: for tests only. Default: false.</value>
    public bool InsecureTls { get; init; }

    /// <value>Hears of retries; never of a secret or a row. Default: nobody.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Returns the limits only: options hold secrets.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{nameof(FraudScoringClientOptions)} {{ Timeout = {Timeout}, RetryCount = {RetryCount}, RequestRowCount = {RequestRowCount} }}");

    /// <summary>Returns everything that is wrong with the options, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in Connection().Problems()) yield return problem;
        if (RequestRowCount < 1) yield return $"RequestRowCount must be at least 1. Got {RequestRowCount} instead.";
    }

    /// <summary>Returns what requests of the tracking API take, too.</summary>
    internal MlflowOptions Connection() => new()
    {
        Token = Token,
        TokenSource = TokenSource,
        Username = Username,
        Password = Password,
        Timeout = Timeout,
        RetryCount = RetryCount,
        ServerCertificatePath = ServerCertificatePath,
        InsecureTls = InsecureTls,
        LoggerFactory = LoggerFactory,
    };
}
