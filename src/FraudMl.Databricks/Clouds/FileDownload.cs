using System.Net;
using System.Net.Http.Headers;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>
/// A file on its way from a storage. A connection that breaks is taken up where it broke, with a fresh right where the old one is over.
/// </summary>
internal sealed class FileDownload : Stream
{
    private const int MostFailures = 6;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly StorageClient _storage;
    private readonly IFileAccess _access;
    private readonly string _path;
    private readonly TimeProvider _time;
    private HttpResponseMessage? _response;
    private Stream? _stream;
    private EntityTagHeaderValue? _tag;
    private long _read;

    private FileDownload(StorageClient storage, IFileAccess access, string path, TimeProvider time) =>
        (_storage, _access, _path, _time) = (storage, access, path, time);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DatabricksException">Thrown when the storage refuses it.</exception>
    /// <exception cref="MlflowException">Thrown when there is no such file.</exception>
    public static async Task<Stream> OpenAsync(
        StorageClient storage, IFileAccess access, string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = new FileDownload(storage, access, path, time);
        try
        {
            await file.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch (DatabricksException error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            throw MlflowException.NotFound($"No such artifact: '{path}'");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Task.Run(() => ReadAsync(buffer.AsMemory(offset, count)).AsTask()).GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (int failures = 0; ; failures++)
        {
            try
            {
                if (_stream is null) await MlflowErrors.ToldAsync(() => ConnectAsync(cancellationToken)).ConfigureAwait(false);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(Silence);
                int count = await _stream!.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
                _read += count;
                return count;
            }
            catch (Exception error) when (failures < MostFailures && (error is HttpRequestException or IOException
                || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)))
            {
                Disconnect();
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(10, 1 << failures)), _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable,
                    $"The artifact '{_path}' could not be read to its end: the connection broke off again and again.",
                    innerException: error);
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Disconnect();
        base.Dispose(disposing);
    }

    private async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        _response = await _storage.OpenAsync(
            isRefused => _access.SignAsync(_path, isWrite: false, isRefused, cancellationToken), RequestOf, cancellationToken)
            .ConfigureAwait(false);
        if (_read > 0 && _tag is not null && _response.Headers.ETag is { } tag && !tag.Equals(_tag))
            throw new DatabricksException($"The artifact '{_path}' has changed while it was read. Read it again.");
        _tag = _response.Headers.ETag;
        _stream = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (_read == 0 || _response.StatusCode == HttpStatusCode.PartialContent) return true;
        // A storage that knows no ranges begins at the beginning.
        byte[] known = new byte[1 << 16];
        for (long left = _read; left > 0;)
        {
            int count = await _stream.ReadAsync(known.AsMemory(0, (int)Math.Min(left, known.Length)), cancellationToken)
                .ConfigureAwait(false);
            if (count == 0) throw new IOException("It is shorter than before.");
            left -= count;
        }

        return true;
    }

    private HttpRequestMessage RequestOf(SignedFile file)
    {
        HttpRequestMessage request = file.Request(HttpMethod.Get);
        if (_read > 0) request.Headers.Range = new RangeHeaderValue(_read, null);
        return request;
    }

    private void Disconnect()
    {
        _response?.Dispose();
        (_response, _stream) = (null, null);
    }
}
