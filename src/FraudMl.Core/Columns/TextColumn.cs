namespace FraudMl;

/// <summary>A column of texts, stored as codes into a dictionary.</summary>
public sealed class TextColumn : DataColumn
{
    private readonly ReadOnlyMemory<int> _codes;

    /// <summary>Creates the column over an array, which must not change afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="codes">Codes into the dictionary, or <see cref="TextDictionary.Missing"/>.</param>
    /// <param name="dictionary">The distinct texts.</param>
    /// <param name="roles">What the column is for.</param>
    public TextColumn(string name, int[] codes, TextDictionary dictionary, ColumnRoles roles = ColumnRoles.Feature)
        : this(name, codes.AsMemory(), dictionary, roles)
    {
    }

    /// <summary>Creates the column over memory.</summary>
    internal TextColumn(string name, ReadOnlyMemory<int> codes, TextDictionary dictionary, ColumnRoles roles)
        : base(name, ColumnKind.Text, roles) => (_codes, Dictionary) = (codes, dictionary);

    /// <value>Codes into <see cref="Dictionary"/>, one per row.</value>
    public ReadOnlySpan<int> Codes => _codes.Span;

    /// <value>The distinct texts.</value>
    public TextDictionary Dictionary { get; }

    /// <inheritdoc/>
    public override int RowCount => _codes.Length;

    /// <inheritdoc/>
    public override TextColumn Take(ReadOnlySpan<int> rows) => new(Name, Codes.Pick(rows), Dictionary, Roles);

    internal override TextColumn TakeOrMissing(ReadOnlySpan<int> rows) =>
        new(Name, Codes.PickOr(rows, TextDictionary.Missing), Dictionary, Roles);

    internal override TextColumn With(string name, ColumnRoles roles) => new(name, _codes, Dictionary, roles);

    internal override bool IsEmpty => !Codes.ContainsAnyExcept(TextDictionary.Missing);
}
