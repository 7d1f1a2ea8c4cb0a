using System.IO.Compression;

namespace FraudMl;

/// <summary>A gzip file being unpacked; at its end it makes sure that nothing was cut off, which GZipStream does not.</summary>
/// <remarks>
/// RFC 1952: a file may hold several members, one after the other. Behind its last byte stands one more here, with a mark inside: it is
/// unpacked only where the file ended with a whole member. So neither the file nor its length has to fit into memory. Zeros behind the
/// last member, with which tapes and blocks are filled, don't matter.
/// </remarks>
internal sealed class GzipInput : ForwardStream
{
    private static readonly byte[] Mark = [.. "the file is whole"u8];
    private static readonly byte[] MarkMember = Pack(Mark);

    // A member ends in two numbers of four bytes, any of which may be zero.
    private const int MostZerosOfMember = 8;

    private readonly FileStream _source;
    private readonly bool _isTrial;
    private readonly MarkedFile _file;
    private readonly GZipStream _unpacked;
    private readonly Action _onTruncated;
    private readonly byte[] _ready = new byte[1 << 16];
    private int _from;
    private int _end;
    private bool _isWhole;
    private long _unpackedLength;

    public GzipInput(FileStream file, Action onTruncated)
        : this(file, file.Length, isTrial: false, onTruncated)
    {
    }

    private GzipInput(FileStream file, long length, bool isTrial, Action onTruncated)
    {
        (_source, _isTrial) = (file, isTrial);
        _file = new MarkedFile(file, length, ownsFile: !isTrial);
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
        if (disposing) _unpacked.Dispose();
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
        _unpackedLength += count;
        if (count > 0) return;
        if (_ready.AsSpan(0, _end).EndsWith(Mark)) _unpackedLength -= Mark.Length;
        else if (!_isTrial && IsPadded()) _end += Mark.Length;
        else _onTruncated();
        _isWhole = true;
    }

    /// <summary>Returns whether the file ends in zeros and is whole without them.</summary>
    private bool IsPadded()
    {
        long place = _source.Position, last = LastByteNotZero();
        for (long length = last + 1; length < Math.Min(_source.Length, last + 1 + MostZerosOfMember + 1); length++)
        {
            if (UnpackedLength(length) == _unpackedLength) return true;
        }

        _source.Position = place;
        return false;
    }

    private long UnpackedLength(long length)
    {
        _source.Position = 0;
        bool isCut = false;
        using var again = new GzipInput(_source, length, isTrial: true, () => throw new InvalidDataException());
        try
        {
            byte[] buffer = new byte[1 << 16];
            while (again.Read(buffer) > 0)
            {
            }
        }
        catch (InvalidDataException)
        {
            isCut = true;
        }

        return isCut ? -1 : again._unpackedLength;
    }

    private long LastByteNotZero()
    {
        byte[] buffer = new byte[1 << 16];
        for (long end = _source.Length; end > 0; end -= buffer.Length)
        {
            int count = (int)Math.Min(buffer.Length, end);
            _source.Position = end - count;
            _source.ReadExactly(buffer.AsSpan(0, count));
            int last = buffer.AsSpan(0, count).LastIndexOfAnyExcept((byte)0);
            if (last >= 0) return end - count + last;
        }

        return -1;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The packed file, then the marked member.</summary>
    private sealed class MarkedFile(FileStream file, long length, bool ownsFile) : ForwardStream
    {
        private int _markLength;
        private long _left = length;

        public bool IsMarkRead => _markLength > 0;

        public override int Read(Span<byte> buffer)
        {
            if (_markLength == 0 && file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]) is > 0 and int count)
            {
                _left -= count;
                return count;
            }

            ReadOnlySpan<byte> mark = MarkMember.AsSpan(_markLength);
            mark = mark[..Math.Min(mark.Length, buffer.Length)];
            mark.CopyTo(buffer);
            _markLength += mark.Length;
            return mark.Length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && ownsFile) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
