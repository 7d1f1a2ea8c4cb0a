using System.Text;

namespace FraudMl.Serving;

/// <summary>
/// The columns that a request brings: the inputs of the model, and columns that are carried beside them as they were sent, such as the
/// transaction's id or the entity of a window. A column may be both.
/// </summary>
internal sealed class RequestColumns
{
    private readonly int[] _inputOf;
    private readonly int[] _carriedOf;
    private readonly bool[] _isRequired;
    private readonly int[] _numberOf;
    private readonly byte[][] _quotedNames;

    // The columns in the order of the last row, whoever sent it: the next one most likely has the same.
    private readonly int[] _likely;
    private readonly RawColumns? _raw;
    private readonly int[] _rawOf;

    /// <summary>Creates it.</summary>
    /// <param name="inputs">The inputs of the model.</param>
    /// <param name="carried">The names of the carried columns, in the order of their indexes.</param>
    /// <param name="raw">Carried columns of which the server works out inputs: a request must have these instead.</param>
    public RequestColumns(SchemaColumn[] inputs, IReadOnlyList<string> carried, RawColumns? raw = null)
    {
        IReadOnlySet<int>? given = raw?.Given;
        Inputs = inputs;
        Carried = carried;
        _raw = raw;
        _rawOf = [.. carried.Select(name => raw?.Columns.ToList().FindIndex(column => column.Name == name) ?? -1)];
        string[] names = [.. inputs.Where((_, input) => given?.Contains(input) != true).Select(input => input.Name)];
        names = [.. names, .. carried.Except(names)];
        Names = new TextDictionary(names);
        _inputOf = Array.ConvertAll(names, name => Array.FindIndex(inputs, input => input.Name == name));
        for (int column = 0; column < names.Length; column++)
        {
            if (_inputOf[column] >= 0 && given?.Contains(_inputOf[column]) == true) _inputOf[column] = -1;
        }

        _carriedOf = Array.ConvertAll(names, IndexOfCarried);
        _numberOf = [.. _inputOf.Select((input, column) => IsNumberAlone(input, column) ? input : -1)];
        _quotedNames = Array.ConvertAll(names, name => IsPlain(name) ? Encoding.UTF8.GetBytes($"\"{name}\"") : []);
        _likely = [.. Enumerable.Range(0, names.Length)];
        _isRequired = [.. names.Zip(_inputOf, (name, input) =>
            input >= 0 || raw?.Columns.Any(column => column.Name == name && !column.IsOptional) == true)];
    }

    /// <value>The inputs of the model.</value>
    public SchemaColumn[] Inputs { get; }

    /// <value>The carried columns.</value>
    public IReadOnlyList<string> Carried { get; }

    /// <value>Finds a column's index by the UTF-8 bytes of its name.</value>
    public TextDictionary Names { get; }

    public int Count => _inputOf.Length;

    /// <summary>Returns the input that a column feeds, or -1.</summary>
    public int InputOf(int column) => _inputOf[column];

    /// <summary>Returns the index of a column among the carried, or -1.</summary>
    public int CarriedOf(int column) => _carriedOf[column];

    /// <summary>Returns the input that a column feeds when that is a number as it stands and nothing else, or -1.</summary>
    public int NumberOf(int column) => _numberOf[column];

    /// <summary>Looks for the name that most likely stands at a place of a row.</summary>
    /// <param name="place">The place, from 0.</param>
    /// <param name="json">What stands there.</param>
    /// <param name="column">The column of that name, or a negative number.</param>
    /// <returns>How many bytes the name takes with its quotes; 0 where another one stands there.</returns>
    public int LikelyAt(int place, ReadOnlySpan<byte> json, out int column)
    {
        column = (uint)place < (uint)_likely.Length ? _likely[place] : TextDictionary.Unknown;
        if (column < 0) return 0;
        ReadOnlySpan<byte> name = _quotedNames[column];
        return json.StartsWith(name) ? name.Length : 0;
    }

    /// <summary>Says which column, or none by a negative number, stood at a place of a row.</summary>
    public void Expect(int place, int column)
    {
        if ((uint)place < (uint)_likely.Length) _likely[place] = column;
    }

    /// <summary>Returns whether a request must have the column.</summary>
    public bool IsRequired(int column) => _isRequired[column];

    public string NameOf(int column) => Names.Texts[column];

    /// <summary>Returns the columns with one more that is carried; the indexes of the others stay.</summary>
    public RequestColumns With(string carried) => new(Inputs, [.. Carried, carried], _raw);

    /// <summary>Returns the columns with those that are carried so that the server works out inputs.</summary>
    public RequestColumns With(RawColumns raw) => new(Inputs, [.. Carried.Union(raw.Columns.Select(column => column.Name))], raw);

    /// <summary>Returns the kind of a column's values; text where it is only carried.</summary>
    public ColumnKind KindOf(int column) => InputOf(column) is >= 0 and var input ? Inputs[input].Kind
        : CarriedOf(column) is >= 0 and var carried && _rawOf[carried] is >= 0 and var raw ? _raw!.Columns[raw].Kind : ColumnKind.Text;

    /// <summary>Returns what a request must have.</summary>
    public SchemaColumn[] Required() =>
    [
        .. Enumerable.Range(0, Count).Where(IsRequired).Select(column => InputOf(column) is >= 0 and var input ? Inputs[input]
            : new SchemaColumn(KindOf(column), 0, new FeatureColumn(NameOf(column), NameOf(column)))),
    ];

    /// <summary>Returns whether a carried column can have a value.</summary>
    public bool Fits(int carried, ReadOnlySpan<byte> utf8, FieldForm form) =>
        _rawOf[carried] is not (>= 0 and var raw) || _raw!.Fits(raw, utf8, form);

    /// <summary>Returns the index of a name among the carried columns, or -1.</summary>
    public int IndexOfCarried(string name)
    {
        for (int carried = 0; carried < Carried.Count; carried++)
        {
            if (Carried[carried] == name) return carried;
        }

        return -1;
    }

    // Whether a name stands in JSON as it is.
    private static bool IsPlain(string name) => !name.AsSpan().ContainsAny('"', '\\') && !name.AsSpan().ContainsAnyInRange('\0', '\x1F');

    private bool IsNumberAlone(int input, int column) =>
        input >= 0 && Inputs[input] is { Kind: ColumnKind.Number, Origin: 0 } && _carriedOf[column] < 0;
}
