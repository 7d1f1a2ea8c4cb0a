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
    private readonly byte[][] _plainNames;
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
        _plainNames = Array.ConvertAll(names, name => name.AsSpan().IndexOfAny('"', '\\') < 0 ? Encoding.UTF8.GetBytes(name) : []);
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

    /// <summary>Returns a column's name as it most likely stands in JSON; empty where nobody knows.</summary>
    public ReadOnlySpan<byte> PlainNameOf(int column) => _plainNames[column];

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

    private bool IsNumberAlone(int input, int column) =>
        input >= 0 && Inputs[input] is { Kind: ColumnKind.Number, Origin: 0 } && _carriedOf[column] < 0;
}
