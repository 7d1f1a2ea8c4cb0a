namespace FraudMl;

/// <summary>Which columns a step works on; a name converts to it.</summary>
public sealed class Columns
{
    private readonly Func<SchemaColumn, bool>? _matches;
    private readonly string[] _names;

    private Columns(string[] names, Func<SchemaColumn, bool>? matches = null)
    {
        _names = names;
        _matches = matches;
    }

    /// <value>Every number column that stands at the step's place.</value>
    public static Columns Numbers { get; } = new(["numbers"], column => column.Kind == ColumnKind.Number);

    /// <value>Every text column that stands at the step's place.</value>
    public static Columns Texts { get; } = new(["texts"], column => column.Kind == ColumnKind.Text);

    /// <value>Every timestamp column that stands at the step's place.</value>
    public static Columns Timestamps { get; } = new(["timestamps"], column => column.Kind == ColumnKind.Timestamp);

    /// <summary>Returns the columns of the given names.</summary>
    /// <param name="names">The names, at least one.</param>
    /// <exception cref="FraudMlException">Thrown when no name is given.</exception>
    public static Columns Of(params string[] names) => names.Length > 0
        ? new Columns(names)
        : throw new FraudMlException("Columns.Of needs at least one column name.");

    /// <summary>Returns the column of the given name.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator Columns(string name) => Of(name);

    /// <summary>Returns the column of the given name.</summary>
    /// <param name="name">The name.</param>
    public static Columns FromString(string name) => Of(name);

    /// <summary>Returns the columns as they stand in a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="FraudMlException">Thrown when a named column is not there.</exception>
    public IReadOnlyList<SchemaColumn> In(RowSchema schema) =>
        [.. _matches is null ? _names.Select(name => schema[name]) : schema.Columns.Where(_matches)];

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _names);
}
