using System.Buffers.Binary;
using System.Text.Json;

namespace FraudMl;

/// <summary>Messages over a pipe: each its length in four bytes, then JSON.</summary>
internal sealed class WorkerChannel(Stream pipe) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Sends a message; returns false where nobody listens any more.</summary>
    public async Task<bool> SendAsync(WorkerMessage message)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, WorkerJson.Default.WorkerMessage);
        byte[] frame = new byte[sizeof(int) + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, sizeof(int));
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await pipe.WriteAsync(frame).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Returns the next message; null where the other side has gone.</summary>
    public async Task<WorkerMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            byte[] length = new byte[sizeof(int)];
            await pipe.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
            byte[] body = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            await pipe.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, WorkerJson.Default.WorkerMessage);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        pipe.Dispose();
        _writing.Dispose();
    }
}
