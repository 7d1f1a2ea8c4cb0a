using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>A file in memory, which is the system's cache of it and no copy, read block by block.</summary>
/// <remarks>It stays mapped as long as the process lives: spans of it may outlast every object that led to them.</remarks>
internal sealed unsafe class MappedFile
{
    /// <value>Blocks begin at multiples of this.</value>
    public const int Alignment = 8;

    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _begin;
    private readonly long _length;
    private long _at;

    public MappedFile(string path)
    {
        _length = new FileInfo(path).Length;
        using var mapped = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _begin);
    }

    /// <summary>Returns the values of the next block.</summary>
    public ReadOnlyMemory<T> Next<T>(long count)
        where T : unmanaged
    {
        if (count < 0 || count > (_length - _at) / Unsafe.SizeOf<T>()) throw new FraudMlException("A runner's dataset is cut off.");
        var values = new Block<T>((T*)(_begin + _at), (int)count);
        _at += count * Unsafe.SizeOf<T>();
        _at += -_at & (Alignment - 1);
        return values.Memory;
    }

    private sealed class Block<T>(T* values, int count) : MemoryManager<T>
        where T : unmanaged
    {
        public override Span<T> GetSpan() => new(values, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new(values + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
