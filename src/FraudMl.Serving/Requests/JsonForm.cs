namespace FraudMl.Serving;

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
