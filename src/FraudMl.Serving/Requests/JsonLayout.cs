namespace FraudMl.Serving;

/// <summary>What a first pass over a JSON request finds: the form, the number of rows and where they are.</summary>
/// <param name="Form">How the rows stand.</param>
/// <param name="RowCount">How many there are.</param>
/// <param name="Rows">Behind the bracket that opens the rows.</param>
internal readonly record struct JsonLayout(JsonForm Form, int RowCount, JsonCursor Rows)
{
    /// <summary>Behind the bracket that opens the column names of the split form; null when there are none.</summary>
    public JsonCursor? ColumnNames { get; init; }
}
