namespace FraudMl.Serving;

/// <summary>The values of a block's carried columns, as the request wrote them; made once per request and filled for each
/// block.</summary>
internal sealed class CarriedValues
{
    /// <summary>The most bytes of a value: windows and logs keep it, however long.</summary>
    public const int LongestValue = 1 << 14;

    private (int Start, int Length, FieldForm Form)[] _cells = [];
    private byte[] _bytes = new byte[256];
    private int _length;
    private int _columnCount;
    private VelocityOutcome[] _outcomes = [];
    private bool _hasOutcomes;

    /// <summary>Begins a block with all values missing.</summary>
    public void Begin(int rowCount, int columnCount)
    {
        _columnCount = columnCount;
        _length = 0;
        _hasOutcomes = false;
        if (_cells.Length < rowCount * columnCount) _cells = new (int, int, FieldForm)[rowCount * columnCount];
        Array.Fill(_cells, (0, -1, FieldForm.Plain), 0, rowCount * columnCount);
    }

    /// <summary>Sets a value to the text that stands for it, without quotes and escapes.</summary>
    public void Set(int row, int carried, ReadOnlySpan<byte> utf8, FieldForm form = FieldForm.Plain)
    {
        if (_bytes.Length - _length < utf8.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + utf8.Length));
        utf8.CopyTo(_bytes.AsSpan(_length));
        _cells[row * _columnCount + carried] = (_length, utf8.Length, form);
        _length += utf8.Length;
    }

    /// <summary>Says what became of the block's raw transactions, row after row.</summary>
    public Span<VelocityOutcome> TakeOutcomes(int rowCount)
    {
        if (_outcomes.Length < rowCount) _outcomes = new VelocityOutcome[rowCount];
        _hasOutcomes = true;
        return _outcomes.AsSpan(0, rowCount);
    }

    /// <summary>Returns what became of a raw transaction; null where rows are none.</summary>
    public VelocityOutcome? OutcomeOf(int row) => _hasOutcomes ? _outcomes[row] : null;

    /// <summary>Returns a value's text; false when it is missing.</summary>
    public bool TryGet(int row, int carried, out ReadOnlySpan<byte> utf8) => TryGet(row, carried, out utf8, out _);

    /// <summary>Returns a value's text and how it was written; false when it is missing.</summary>
    public bool TryGet(int row, int carried, out ReadOnlySpan<byte> utf8, out FieldForm form)
    {
        (int start, int length, form) = _cells[row * _columnCount + carried];
        utf8 = length < 0 ? [] : _bytes.AsSpan(start, length);
        return length >= 0;
    }
}
