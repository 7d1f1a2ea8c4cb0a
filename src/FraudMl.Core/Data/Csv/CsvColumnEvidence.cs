namespace FraudMl;

/// <summary>What the first rows of a column have shown.</summary>
/// <param name="rules">How texts become values.</param>
/// <param name="isLabel">Whether the values are those of a label.</param>
internal sealed class CsvColumnEvidence(ReadingRules rules, bool isLabel)
{
    private const int LongestLabel = 20;
    private readonly TimeFormat? _dates = rules.DateFormat is { } date ? TimeFormat.OfDates(date) : null;
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private bool _any;
    private bool _allNumbers = true;
    private bool _allTruths = true;
    private bool _allTimes = true;
    private bool _anyKey;

    /// <summary>A column without values is read as numbers, so that a text further down is an error and no surprise.</summary>
    public ColumnLook Look =>
        new(IsTime ? ColumnKind.Timestamp
            : _allTruths || (_allNumbers && !_anyKey) ? ColumnKind.Number : ColumnKind.Text)
        {
            IsTime = IsTime,
            IsEmpty = !_any,
            Values = _labels.Count == 2 && _labels.Keys.All(IsTellable)
                ? [.. _labels.Reverse().OrderBy(label => IsZero(label.Key)).ThenBy(label => label.Value).Select(label => label.Key)] : null,
        };

    // Whether every value was a date or a date and time.
    private bool IsTime => _any && _allTimes;

    public void Add(ReadOnlySpan<char> field)
    {
        _any = true;
        _allTimes = _allTimes && (IsoTime.TryParse(field, out _) || _dates?.TryParse(field, out _) == true);
        bool isTruth = NumberText.IsTruth(field);
        _allTruths = _allTruths && isTruth;
        _allNumbers = _allNumbers && !isTruth && rules.TryParseNumber(field, out _, out _);
        if (isLabel && _labels.Count < 3)
        {
            string label = field.Trim().ToString();
            _labels[label] = _labels.GetValueOrDefault(label) + 1;
        }

        _anyKey = _anyKey || NumberText.IsLongIntegerOrCode(rules.Invariant(field, stackalloc char[ReadingRules.LongestNumber]));
    }

    private bool IsZero(string label) => rules.TryParseNumber(label, out float number, out _) && number == 0;

    // A label is a word or a digit; what is more is not shown.
    private static bool IsTellable(string label) =>
        label.Length <= LongestLabel && label.Count(char.IsDigit) < 3
        && !label.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter));
}
