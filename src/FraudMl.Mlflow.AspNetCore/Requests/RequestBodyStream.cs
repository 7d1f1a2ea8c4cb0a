using System.Net;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>The body of a request; what is wrong with how it was sent is the sender's fault, and said so.</summary>
/// <param name="body">The body.</param>
/// <param name="limit">How long it may be.</param>
internal sealed class RequestBodyStream(Stream body, long? limit) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw RequestBody.TooLong(limit ?? 0);
        }
        catch (BadHttpRequestException error)
        {
            throw Unreadable((HttpStatusCode)error.StatusCode, error);
        }
        catch (IOException error)
        {
            // Kestrel says so of a chunk whose size is no number.
            throw Unreadable(HttpStatusCode.BadRequest, error);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static MlflowException Unreadable(HttpStatusCode status, Exception error) =>
        new(MlflowErrorCodes.BadRequest, "The body of the request could not be read as HTTP says it should be.", status, error);
}
