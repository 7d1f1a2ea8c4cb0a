namespace FraudMl.Serving;

/// <summary>What a first pass over a JSON request finds: the form, the number of rows and where they are.</summary>
/// <param name="Form">How the rows stand.</param>
/// <param name="RowCount">How many there are.</param>
/// <param name="Rows">Behind the bracket that opens the rows.</param>
internal readonly record struct JsonLayout(JsonForm Form, int RowCount, int Rows)
{
    /// <summary>Behind the bracket that opens the column names of the split form; null when there are none.</summary>
    public int? ColumnNames { get; init; }

    /// <summary>Whether the split form stands without the name that MLflow 2 gives it.</summary>
    public bool IsBare { get; init; }
}

/// <summary>How the rows stand in a JSON request.</summary>
internal enum JsonForm
{
    /// <summary>Column names once, then arrays of values.</summary>
    Split,

    /// <summary>An array of objects.</summary>
    Records,

    /// <summary>An object with an array of values, or one value, per column.</summary>
    Columns,
}
