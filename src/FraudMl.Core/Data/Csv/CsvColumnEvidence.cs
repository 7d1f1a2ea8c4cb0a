namespace FraudMl;

/// <summary>What the first rows of a column have shown.</summary>
internal sealed class CsvColumnEvidence
{
    private bool _any;
    private bool _allNumbers = true;
    private bool _allTimes = true;
    private bool _anyKey;

    /// <summary>Whether every value was a date or a date and time.</summary>
    public bool IsTime => _any && _allTimes;

    /// <summary>A column without values is read as numbers, so that a text further down is an error and no surprise.</summary>
    public ColumnKind Kind => IsTime ? ColumnKind.Timestamp : _allNumbers && !_anyKey ? ColumnKind.Number : ColumnKind.Text;

    public void Add(ReadOnlySpan<char> field)
    {
        _any = true;
        _allTimes = _allTimes && IsoTime.TryParse(field, out _);
        _allNumbers = _allNumbers && NumberText.TryParse(field, out _, out _);
        _anyKey = _anyKey || NumberText.IsLongIntegerOrCode(field);
    }
}
