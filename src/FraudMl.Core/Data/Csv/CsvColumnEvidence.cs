namespace FraudMl;

/// <summary>What the first rows of a column have shown.</summary>
internal sealed class CsvColumnEvidence(ReadingRules rules)
{
    private bool _any;
    private bool _allNumbers = true;
    private bool _allTruths = true;
    private bool _allTimes = true;
    private bool _anyKey;

    /// <summary>A column without values is read as numbers, so that a text further down is an error and no surprise.</summary>
    public ColumnLook Look => new(IsTime ? ColumnKind.Timestamp : _allTruths || (_allNumbers && !_anyKey) ? ColumnKind.Number : ColumnKind.Text) { IsTime = IsTime };

    // Whether every value was a date or a date and time.
    private bool IsTime => _any && _allTimes;

    public void Add(ReadOnlySpan<char> field)
    {
        _any = true;
        _allTimes = _allTimes && IsoTime.TryParse(field, out _);
        bool isTruth = NumberText.IsTruth(field);
        _allTruths = _allTruths && isTruth;
        _allNumbers = _allNumbers && !isTruth && rules.TryParseNumber(field, out _, out _);
        _anyKey = _anyKey || NumberText.IsLongIntegerOrCode(rules.Invariant(field, stackalloc char[ReadingRules.LongestNumber]));
    }
}
