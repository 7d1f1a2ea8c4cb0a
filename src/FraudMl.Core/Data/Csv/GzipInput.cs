using System.IO.Compression;

namespace FraudMl;

/// <summary>A gzip file being unpacked; at its end it makes sure that nothing was cut off, which GZipStream does not.</summary>
/// <remarks>
/// RFC 1952: a file may hold several members, one after the other. Behind its last byte stands one more here, with a mark inside: it is
/// unpacked only where the file ended with a whole member. So neither the file nor its length has to fit into memory.
/// </remarks>
internal sealed class GzipInput : ForwardStream
{
    private static readonly byte[] Mark = [.. "the file is whole"u8];
    private static readonly byte[] MarkMember = Pack(Mark);

    private readonly MarkedFile _file;
    private readonly GZipStream _unpacked;
    private readonly Action _onTruncated;
    private readonly byte[] _ready = new byte[1 << 16];
    private int _from;
    private int _end;
    private bool _isWhole;

    public GzipInput(FileStream file, Action onTruncated)
    {
        _file = new MarkedFile(file);
        _unpacked = new GZipStream(_file, CompressionMode.Decompress);
        _onTruncated = onTruncated;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;

        // The last bytes may be the mark, or a cut member's mistaking it for its own: they are kept back until that is known.
        while ((_end - _from <= Mark.Length || _file.IsMarkRead) && !_isWhole) Unpack();
        int count = Math.Min(buffer.Length, _end - _from - Mark.Length);
        _ready.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Unpack()
    {
        _ready.AsSpan(_from.._end).CopyTo(_ready);
        (_from, _end) = (0, _end - _from);
        int count = 0;
        try
        {
            count = _unpacked.Read(_ready.AsSpan(_end));
        }
        catch (InvalidDataException) when (_file.IsMarkRead)
        {
            // The mark was taken for the rest of a member.
            _onTruncated();
        }

        _end += count;
        if (count > 0) return;
        if (!_ready.AsSpan(0, _end).EndsWith(Mark)) _onTruncated();
        _isWhole = true;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The packed file, then the marked member.</summary>
    private sealed class MarkedFile(FileStream file) : ForwardStream
    {
        private int _markLength;

        public bool IsMarkRead => _markLength > 0;

        public override int Read(Span<byte> buffer)
        {
            if (_markLength == 0 && file.Read(buffer) is > 0 and int count) return count;
            ReadOnlySpan<byte> mark = MarkMember.AsSpan(_markLength);
            mark = mark[..Math.Min(mark.Length, buffer.Length)];
            mark.CopyTo(buffer);
            _markLength += mark.Length;
            return mark.Length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
