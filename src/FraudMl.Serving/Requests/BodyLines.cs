using System.Buffers;
using FraudMl.Mlflow;

namespace FraudMl.Serving;

/// <summary>A line of a body.</summary>
/// <param name="Number">Its number, from 1; empty lines count.</param>
/// <param name="Text">What stands in it, without white space around; nothing when it is too long.</param>
/// <param name="IsTooLong">Whether it is beyond the limit.</param>
internal readonly record struct BodyLine(long Number, Memory<byte> Text, bool IsTooLong);

/// <summary>Cuts a body into blocks of lines while it comes in; holds one block, or one line up to the limit, and no more.</summary>
/// <param name="body">The body.</param>
/// <param name="encoding">How it is packed.</param>
/// <param name="maximumBytes">The limit of a line.</param>
/// <param name="budget">The room for lines that are as large as large bodies.</param>
internal sealed class BodyLines(Stream body, BodyEncoding encoding, int maximumBytes, BodyBudget budget) : IDisposable
{
    // A block of this size stays in the second-level cache.
    private const int MostLines = 256;
    private const int FirstCapacity = 1 << 16;

    private readonly PackedBody? _packed = encoding == BodyEncoding.Identity ? null : PackedBody.Open(body, encoding);
    private readonly List<BodyLine> _block = new(MostLines);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstCapacity);
    private int _start;
    private int _searched;
    private int _end;
    private int _taken;
    private long _count;
    private bool _isSkipping;
    private bool _isAtEnd;

    /// <summary>The lines that were read last; empty ones are left out.</summary>
    public IReadOnlyList<BodyLine> Block => _block;

    /// <summary>The first line of the block; without one, the line that comes next.</summary>
    public long FirstNumber => _block.Count > 0 ? _block[0].Number : _count + 1;

    /// <summary>Waits for at least one line and takes the others that are there; false at the end.</summary>
    public async ValueTask<bool> ReadBlockAsync(CancellationToken cancellationToken)
    {
        _block.Clear();
        Cut();
        while (_block.Count == 0 && !_isAtEnd)
        {
            MakeRoom();
            Memory<byte> free = _bytes.AsMemory(_end);
            int count = _packed is { } packed
                ? await packed.ReadAsync(free, cancellationToken).ConfigureAwait(false)
                : await body.ReadAsync(free, cancellationToken).ConfigureAwait(false);
            _end += count;
            _isAtEnd = count == 0;
            Cut();
        }

        return _block.Count > 0;
    }

    public void Dispose()
    {
        _packed?.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
        budget.Return(_taken);
    }

    private void Cut()
    {
        while (_block.Count < MostLines && _start < _end)
        {
            int length = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (length < 0 && !_isAtEnd)
            {
                _searched = _end;
                if (_end - _start > maximumBytes) Skip();
                return;
            }

            int end = length < 0 ? _end : _searched + length;
            if (!_isSkipping) Take(_start, end);
            _isSkipping = false;
            _start = _searched = Math.Min(end + 1, _end);
        }
    }

    private void Take(int start, int end)
    {
        _count++;
        Memory<byte> text = _bytes.AsMemory(start, end - start);
        if (_count == 1 && text.Span.StartsWith("\uFEFF"u8)) text = text[3..];
        bool isTooLong = end - start > maximumBytes;
        text = isTooLong ? default : text.Trim(" \t\r"u8);
        if (isTooLong || !text.IsEmpty) _block.Add(new BodyLine(_count, text, isTooLong));
    }

    // Its rest is read away; it is told once.
    private void Skip()
    {
        if (!_isSkipping) _block.Add(new BodyLine(++_count, default, IsTooLong: true));
        _isSkipping = true;
        _start = _searched = _end;
    }

    private void MakeRoom()
    {
        byte[] into = _end - _start < _bytes.Length ? _bytes : Larger();
        _bytes.AsSpan(_start, _end - _start).CopyTo(into);
        (_start, _searched, _end) = (0, _searched - _start, _end - _start);
        if (into == _bytes) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = into;
    }

    private byte[] Larger()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_bytes.Length * 2L, maximumBytes + 1L));
        if (larger.Length <= BodyBudget.SmallBody) return larger;
        if (!budget.TryTake(larger.Length - _taken, _taken))
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw ScoringInputException.Busy();
        }

        _taken = larger.Length;
        return larger;
    }
}
