using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Which columns a step works on; a name converts to it.</summary>
[JsonConverter(typeof(ColumnsConverter))]
public sealed class Columns
{
    private readonly string[] _names;

    private Columns(string[] names, ColumnKind? kind = null)
    {
        _names = names;
        Kind = kind;
    }

    /// <value>Every number column that stands at the step's place; steps that calculate leave out what <c>Categorical</c> made.</value>
    public static Columns Numbers { get; } = new(["numbers"], ColumnKind.Number);

    /// <value>Every text column that stands at the step's place.</value>
    public static Columns Texts { get; } = new(["texts"], ColumnKind.Text);

    /// <value>Every timestamp column that stands at the step's place.</value>
    public static Columns Timestamps { get; } = new(["timestamps"], ColumnKind.Timestamp);

    /// <value>The kind of the columns; null where they are named.</value>
    internal ColumnKind? Kind { get; }

    /// <value>The names, or one name for all columns of a kind.</value>
    internal IReadOnlyList<string> Names => _names;

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
        [.. Kind is null ? _names.Select(name => schema[name]) : schema.Columns.Where(column => column.Kind == Kind)];

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _names);
}

// Names are a list; all columns of a kind are one word, so that no column's name can be taken for it.
internal sealed class ColumnsConverter : JsonConverter<Columns>
{
    public override Columns Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            string word = reader.GetString()!;
            return new[] { Columns.Numbers, Columns.Texts, Columns.Timestamps }.FirstOrDefault(columns => columns.Names[0] == word)
                ?? throw new JsonException("columns must be numbers, texts, timestamps or a list of names");
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("columns must be numbers, texts, timestamps or a list of names");
        var names = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) names.Add(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.EndArray || names.Count == 0) throw new JsonException("columns must list at least one name");
        return Columns.Of([.. names]);
    }

    public override void Write(Utf8JsonWriter writer, Columns value, JsonSerializerOptions options)
    {
        if (value.Kind is not null)
        {
            writer.WriteStringValue(value.Names[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (string name in value.Names) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
