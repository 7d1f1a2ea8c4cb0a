using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using K4os.Compression.LZ4.Streams;

namespace FraudMl;

/// <summary>Reads the record batches of a chunk one by one, while it still comes in.</summary>
internal static class ArrowBatches
{
    private static ReadOnlySpan<byte> FrameMark => [0x04, 0x22, 0x4D, 0x18];

    private static ReadOnlySpan<byte> ArrowMark => [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>Returns the batches; each is good until the next one, which is unpacked meanwhile on another thread.</summary>
    public static async IAsyncEnumerable<RecordBatch> ReadAsync(
        PipeReader chunk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadResult start = await chunk.ReadAtLeastAsync(FrameMark.Length, cancellationToken).ConfigureAwait(false);
        bool isPacked = Begins(start.Buffer, FrameMark);
        if (!isPacked && !Begins(start.Buffer, ArrowMark)) throw new InvalidDataException("It does not begin as Arrow does.");
        chunk.AdvanceTo(start.Buffer.Start);
        await using Stream bytes = chunk.AsStream(leaveOpen: true);
        await using Stream file = isPacked ? LZ4Stream.Decode(bytes, leaveOpen: true) : bytes;
        using var reader = new ArrowStreamReader(file, new BatchMemory(), new CompressionCodecFactory(), leaveOpen: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<RecordBatch?> next = NextAsync();
        try
        {
            while (await next.ConfigureAwait(false) is { } batch)
            {
                next = NextAsync();
                using (batch) yield return batch;
            }
        }
        finally
        {
            // Whoever stops early leaves no thread behind that reads on in what is disposed.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully) next.Result?.Dispose();
        }

        Task<RecordBatch?> NextAsync() => Task.Run<RecordBatch?>(
            async () => await reader.ReadNextRecordBatchAsync(stop.Token).ConfigureAwait(false), stop.Token);
    }

    private static bool Begins(ReadOnlySequence<byte> start, ReadOnlySpan<byte> with)
    {
        if (start.Length < with.Length) return false;
        Span<byte> mark = stackalloc byte[4];
        start.Slice(0, mark.Length).CopyTo(mark);
        return mark.SequenceEqual(with);
    }

    /// <summary>Memory for batches, one after the other in the same: it is neither cleared nor given back to the system in between. What a
    /// damaged file says of its size is not believed.</summary>
    private sealed class BatchMemory : MemoryAllocator
    {
        private const int Most = 256 << 20;

        protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
        {
            if (length > Most) throw new InvalidDataException($"It has a batch of more than {Most} bytes.");
            bytesAllocated = length;
            return new Rented(ArrayPool<byte>.Shared.Rent(length), length);
        }

        private sealed class Rented(byte[] array, int length) : IMemoryOwner<byte>
        {
            private byte[]? _array = array;

            public Memory<byte> Memory => (_array ?? throw new ObjectDisposedException(nameof(Rented))).AsMemory(0, length);

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _array, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
