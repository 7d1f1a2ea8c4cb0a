using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Refit;

namespace FraudMl.Mlflow;

/// <summary>
/// Asks a scoring server over HTTP: FraudMl.Serving, <c>mlflow models serve</c> or a serving endpoint of Databricks. Rows are objects whose
/// public properties are the columns, or values by name. Thread-safe; keep one for the life of the application.
/// </summary>
public sealed class FraudScoringClient : IDisposable
{
    private const string Invocations = "/invocations", WayOut = "Check the address of the endpoint, and that it runs.";

    // A request of this size is taken in whole by any server while it answers, so that neither waits for the other.
    private const int MostBytes = 1 << 18;

    private readonly Uri _address;
    private readonly IScoringServer _server;
    private readonly HttpClient _client;
    private readonly ScoringRows _rows;
    private readonly int _requestRowCount;
    private readonly bool _hasKeys;

    private FraudScoringClient(Uri address, HttpClient client, FraudScoringClientOptions options)
    {
        _address = address;
        _client = client;
        _server = RestService.ForGenerated<IScoringServer>(client, Settings());
        _rows = new ScoringRows(options.Json);
        _requestRowCount = options.RequestRowCount;
        _hasKeys = options.HasIdempotencyKeys;
    }

    /// <summary>Returns a client; nothing is sent before the first call.</summary>
    /// <param name="address">The server, with the path in front of <c>/invocations</c>: <c>http://host:5000</c>,
    /// <c>http://host:8080/models/cards</c> for a model with a name, or
    /// <c>https://workspace/serving-endpoints/NAME</c> with a token on Databricks.</param>
    /// <param name="options">The log-in and limits.</param>
    /// <exception cref="MlflowException">Thrown when the address is none, or the options are invalid.</exception>
    public static FraudScoringClient Connect(string address, FraudScoringClientOptions? options = null) =>
        Connect(address, options, TimeProvider.System);

    /// <summary>Returns a client that logs in by handlers, from the outside in; by the options where there are none.</summary>
    internal static FraudScoringClient Connect(
        string address, FraudScoringClientOptions? options, TimeProvider time, params DelegatingHandler[] login)
    {
        options ??= new FraudScoringClientOptions();
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0)
            throw MlflowException.Invalid("The FraudScoringClientOptions are invalid:\n- " + string.Join("\n- ", problems));
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
            throw MlflowException.Invalid("The address of a scoring server must be an http or https URL, such as http://localhost:5000.");
        MlflowOptions connection = options.Connection();
        if (options.Username is null && uri.UserInfo.Split(':') is [{ Length: > 0 } user, .. var password])
            connection = connection with { Username = Uri.UnescapeDataString(user),
                Password = Uri.UnescapeDataString(string.Concat(password)) };

        // The credentials go into a header and nowhere else: addresses stand in error messages.
        string path = uri.AbsolutePath.TrimEnd('/');
        Uri server = new UriBuilder(uri.Scheme, uri.Host, uri.Port,
            path.EndsWith(Invocations, StringComparison.Ordinal) ? path[..^Invocations.Length] : path).Uri;
        if (login.Length == 0) login = [new CredentialsHandler(connection)];
        HttpClient client = MlflowHttp.ClientOf(server, connection, WayOut, time, [.. login, new WholeAnswersHandler()]);
        foreach ((string name, string value) in options.Headers) client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return new FraudScoringClient(server, client, options);
    }

    /// <summary>Scores transactions with <c>/invocations</c>, which every server has; many rows are sent in several requests.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <returns>The scores in the order of the rows.</returns>
    /// <exception cref="MlflowException">Thrown when the server refuses a row or can't be asked.</exception>
    public async Task<IReadOnlyList<FraudScore>> ScoreAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken = default)
        where T : notnull
    {
        var scores = new List<FraudScore>();
        foreach (T[] part in rows.Chunk(_requestRowCount))
        {
            using HttpContent content = Body(_rows.Records(part), "application/json");
            scores.AddRange(await InvokeAsync(content, part.Length, cancellationToken).ConfigureAwait(false));
        }

        return scores;
    }

    /// <summary>Scores one transaction with <c>/score</c> of FraudMl.Serving, which tells the model, its version and reasons.</summary>
    /// <typeparam name="T">The type of the row, or a dictionary of values by name.</typeparam>
    /// <param name="row">The transaction.</param>
    /// <param name="reasons">The most reasons to tell, 0 to 100. Default 0.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="MlflowException">Thrown when the server refuses the row or can't be asked.</exception>
    public async Task<FraudScore> ScoreOneAsync<T>(T row, int reasons = 0, CancellationToken cancellationToken = default)
        where T : notnull
    {
        using HttpContent content = Body(_rows.Line(row), "application/json");
        Stream answer = await _server.ScoreAsync(content, reasons, NewKey(), cancellationToken).ConfigureAwait(false);
        using JsonDocument document = await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        return ScoringAnswers.Score(document.RootElement);
    }

    /// <summary>
    /// Scores any number of transactions with <c>/score/batch</c> of FraudMl.Serving, some hundred at a time: a bad one gets an error, the
    /// others are scored.
    /// </summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions; they are taken as they are needed.</param>
    /// <param name="reasons">The most reasons to tell, 0 to 100. Default 0.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <returns>One answer for each transaction, in their order.</returns>
    /// <exception cref="MlflowException">Thrown when the server can't be asked, or answers something else.</exception>
    public async IAsyncEnumerable<FraudScoreLine> ScoreEachAsync<T>(
        IAsyncEnumerable<T> rows, int reasons = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : notnull
    {
        using var lines = new MemoryStream();
        long first = 0;
        int count = 0;
        await foreach (T row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            lines.Write(_rows.Line(row));
            lines.WriteByte((byte)'\n');
            if (++count < _requestRowCount && lines.Length < MostBytes) continue;
            foreach (FraudScoreLine line in await SendLinesAsync(lines, first, count, reasons, cancellationToken).ConfigureAwait(false))
                yield return line;
            (first, count) = (first + count, 0);
        }

        if (count == 0) yield break;
        foreach (FraudScoreLine line in await SendLinesAsync(lines, first, count, reasons, cancellationToken).ConfigureAwait(false))
            yield return line;
    }

    /// <summary>Scores the rows of a Parquet file with <c>/invocations</c>; Databricks takes none.</summary>
    /// <param name="parquet">The file, with the columns of the model; it is read to its end.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <returns>The scores in the order of the rows.</returns>
    /// <exception cref="MlflowException">Thrown when the server refuses the file or can't be asked.</exception>
    public async Task<IReadOnlyList<FraudScore>> ScoreParquetAsync(Stream parquet, CancellationToken cancellationToken = default)
    {
        using var bytes = new MemoryStream();
        await parquet.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        using HttpContent content = Body(bytes.ToArray(), "application/vnd.apache.parquet");
        return await InvokeAsync(content, expectedCount: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether the server has a model in service (<c>/ping</c>).</summary>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <exception cref="MlflowException">Thrown when the server can't be asked.</exception>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _server.PingAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MlflowException no) when (no.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound
            && no.InnerException is null)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Returns the address, without credentials.</summary>
    public override string ToString() => $"scores at {_address}";

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(MlflowJson.Options))
    {
        ExceptionFactory = async response =>
            response.IsSuccessStatusCode ? null : await ScoringErrors.OfAnswerAsync(response).ConfigureAwait(false),
        TransportExceptionFactory = (_, error, _) => error,
    };

    private static ByteArrayContent Body(byte[] bytes, string contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return content;
    }

    // One for each request; the attempts of it have the same.
    private string? NewKey() => _hasKeys ? Guid.NewGuid().ToString() : null;

    private async Task<IReadOnlyList<FraudScore>> InvokeAsync(HttpContent content, int? expectedCount, CancellationToken cancellationToken)
    {
        Stream answer = await _server.InvokeAsync(content, NewKey(), cancellationToken).ConfigureAwait(false);
        using JsonDocument document = await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<FraudScore> scores = ScoringAnswers.Predictions(document.RootElement);
        return expectedCount is null || scores.Count == expectedCount ? scores : throw ScoringErrors.OfUnreadable(
            $"It has {scores.Count} predictions for {expectedCount} rows.");
    }

    private async Task<List<FraudScoreLine>> SendLinesAsync(
        MemoryStream lines, long first, int count, int reasons, CancellationToken cancellationToken)
    {
        using HttpContent content = Body(lines.ToArray(), "application/x-ndjson");
        lines.SetLength(0);
        await using Stream answer =
            await _server.ScoreBatchAsync(content, reasons, NewKey(), cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(answer);
        var answers = new List<FraudScoreLine>(count);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            answers.Add(ScoringAnswers.Line(line, first, answers.Count, count));
        return answers.Count == count ? answers : throw ScoringErrors.OfUnreadable($"It ends after {answers.Count} of {count} lines.");
    }

    private static async Task<JsonDocument> ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        await using (answer.ConfigureAwait(false))
        {
            try
            {
                return await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException broken)
            {
                throw ScoringErrors.OfUnreadable("It is no JSON.", broken);
            }
        }
    }
}
