using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;

namespace FraudMl;

/// <summary>
/// A chunk on its way from the cloud's storage: a few megabytes of it wait to be read, and as long as they do the rest stays where it is. A
/// connection that breaks is taken up where it broke.
/// </summary>
internal sealed class ChunkDownload : IAsyncDisposable
{
    private const int MostWaiting = 4 << 20, ReadSize = 1 << 16, MostFailures = 6;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly Workspace _workspace;
    private readonly ChunkLinks _links;
    private readonly int _chunk;
    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, minimumSegmentSize: ReadSize,
        useSynchronizationContext: false));

    private readonly CancellationTokenSource _stop;
    private readonly Task _loading;
    private long _loaded;
    private EntityTagHeaderValue? _tag;

    private ChunkDownload(Workspace workspace, ChunkLinks links, int chunk, CancellationToken cancellationToken)
    {
        (_workspace, _links, _chunk) = (workspace, links, chunk);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _loading = Task.Run(LoadAsync, CancellationToken.None);
    }

    /// <value>Where the chunk is read.</value>
    public PipeReader Reader => _pipe.Reader;

    /// <value>The rows that the link promises; null until there is one.</value>
    public long? RowCount { get; private set; }

    /// <value>Why the chunk did not come; null while nothing is wrong.</value>
    public Exception? Failure { get; private set; }

    public static ChunkDownload Start(Workspace workspace, ChunkLinks links, int chunk, CancellationToken cancellationToken) =>
        new(workspace, links, chunk, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await _loading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            for (int failures = 0; ; failures++)
            {
                long before = _loaded;
                string? problem = await TryLoadAsync().ConfigureAwait(false);
                if (problem is null) break;
                if (_loaded > before) failures = 0;
                if (failures == MostFailures)
                    throw new DatabricksException($"Chunk {_chunk} of the result could not be read from the cloud's storage: {problem}. "
                        + "Check that its address may be reached from here, or read with Transfer = DatabricksTransfer.Inline.");
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(10, 1 << failures)), _workspace.Time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            Failure = error;
        }

        await _pipe.Writer.CompleteAsync(Failure).ConfigureAwait(false);
    }

    // Null when the whole chunk is there, else what is wrong.
    private async Task<string?> TryLoadAsync()
    {
        ResultLink link = await _links.GetAsync(_chunk, _stop.Token).ConfigureAwait(false);
        RowCount = link.RowCount;
        using HttpRequestMessage request = RequestOf(link);
        using HttpResponseMessage response = await _workspace.Files.SendAsync(request, _stop.Token).ConfigureAwait(false);
        // A link that is over is refused; the next attempt has a new one.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent)) return $"status {(int)response.StatusCode}";
        if (_loaded > 0 && _tag is not null && response.Headers.ETag is { } tag && !tag.Equals(_tag))
            throw new DatabricksException($"Chunk {_chunk} of the result has changed while it was read. Read it again.");
        _tag = response.Headers.ETag;
        long skipped = response.StatusCode == HttpStatusCode.PartialContent ? 0 : _loaded;
        if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != _loaded)
            return "it goes on somewhere else than it was asked to";
        try
        {
            await CopyAsync(await response.Content.ReadAsStreamAsync(_stop.Token).ConfigureAwait(false), skipped).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return "the connection broke off";
        }
    }

    private HttpRequestMessage RequestOf(ResultLink link)
    {
        // It is shown to nobody, not even in an error: whoever has it has the rows.
        if (!Uri.TryCreate(link.ExternalLink, UriKind.Absolute, out Uri? address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new DatabricksException($"Databricks gave a link to chunk {_chunk} that is no https address. "
                + "Read with Transfer = DatabricksTransfer.Inline.");
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach ((string name, string value) in link.HttpHeaders ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        if (_loaded > 0) request.Headers.Range = new RangeHeaderValue(_loaded, null);
        return request;
    }

    private async Task CopyAsync(Stream file, long skipped)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        while (true)
        {
            Memory<byte> buffer = _pipe.Writer.GetMemory(ReadSize);
            limit.CancelAfter(Silence);
            int read = await file.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            if (read == 0) return;
            if (skipped > 0)
            {
                int known = (int)Math.Min(skipped, read);
                skipped -= known;
                buffer.Span[known..read].CopyTo(buffer.Span);
                read -= known;
                if (read == 0) continue;
            }

            _pipe.Writer.Advance(read);
            _loaded += read;
            FlushResult flushed = await _pipe.Writer.FlushAsync(_stop.Token).ConfigureAwait(false);
            if (flushed.IsCompleted) throw new OperationCanceledException(_stop.Token);
        }
    }
}
