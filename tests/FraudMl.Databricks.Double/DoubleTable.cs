namespace FraudMl.Databricks.Double;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL writes it, such as <c>DECIMAL(10,2)</c> or <c>ARRAY&lt;INT&gt;</c>.</param>
public sealed record DoubleColumn(string Name, string Type)
{
    /// <summary>The type's name as a manifest tells it.</summary>
    public string TypeName => Type.Split('(', '<')[0].ToUpperInvariant() switch
    {
        "BIGINT" => "LONG", "SMALLINT" => "SHORT", "TINYINT" => "BYTE", "VOID" => "NULL", "VARCHAR" => "STRING",
        var other => other,
    };

    /// <summary>Digits in all and behind the point of a DECIMAL.</summary>
    public (int Precision, int Scale) Digits
    {
        get
        {
            string[] parts = Type[(Type.IndexOf('(') + 1)..].TrimEnd(')').Split(',');
            return (int.Parse(parts[0]), parts.Length > 1 ? int.Parse(parts[1]) : 0);
        }
    }
}

/// <summary>What a statement found: columns, and rows of numbers, texts and null as they are stored.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows; times are texts in ISO 8601.</param>
public sealed record DoubleResult(IReadOnlyList<DoubleColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>One file that stands for each of many chunks, where there are more rows than memory holds; null else.</summary>
    public RepeatedChunk? Repeated { get; init; }
}

/// <summary>A chunk that a result has many times.</summary>
/// <param name="File">The file.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Count">How often.</param>
public sealed record RepeatedChunk(byte[] File, long RowCount, int Count);
