namespace FraudMl;

/// <summary>Reads texts into a dictionary; a string is made for each distinct text only.</summary>
internal sealed class TextColumnReader : ColumnReader
{
    private readonly ColumnBuffer<int> _codes = new();
    private readonly MissingTokens _missing;
    private Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private RecentCodes? _recent;

    public TextColumnReader(string name, ColumnRoles roles, MissingTokens missing)
        : base(name, roles)
    {
        _missing = missing;
        _bySpan = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override ColumnKind Kind => ColumnKind.Text;

    /// <value>Whether nobody said that these are texts.</value>
    public bool IsInferred { get; init; }

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        _codes.Set(row, _missing.Contains(field) ? TextDictionary.Missing : CodeOf(field));
        return null;
    }

    public override string? SetQuoted(int row, ReadOnlySpan<char> field)
    {
        _codes.Set(row, field.IsWhiteSpace() ? TextDictionary.Missing : CodeOf(field));
        return null;
    }

    public override string? SetUtf8(int row, ReadOnlySpan<byte> utf8)
    {
        _recent ??= new RecentCodes();
        if (_recent.TryFind(utf8, out int code))
        {
            _codes.Set(row, code);
            return null;
        }

        string? problem = base.SetUtf8(row, utf8);
        _recent.Keep(utf8, _codes.Get(row));
        return problem;
    }

    public override void Expect(int rowCount) => _codes.Expect(rowCount);

    public override TextColumn TakeRows(int rowCount)
    {
        var dictionary = TextDictionary.Over(_byText);
        _byText = new(StringComparer.Ordinal);
        _bySpan = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        _recent = null;
        return new TextColumn(Name, _codes.Take(rowCount), dictionary, Roles);
    }

    private int CodeOf(ReadOnlySpan<char> field)
    {
        if (_bySpan.TryGetValue(field, out int code)) return code;
        code = _byText.Count;
        _bySpan[field] = code;
        return code;
    }
}
