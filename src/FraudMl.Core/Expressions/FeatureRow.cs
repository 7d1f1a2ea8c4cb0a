namespace FraudMl;

/// <summary>A row in an expression such as <c>row =&gt; MathF.Log(1 + row["Amount"])</c>; it is read, never run.</summary>
public sealed class FeatureRow
{
    private FeatureRow()
    {
    }

    /// <summary>Returns the value of a number column.</summary>
    /// <param name="column">The column's name.</param>
    public float this[string column] =>
        throw new NotSupportedException($"Expressions over rows are read, not run; column '{column}' has no value here.");

    /// <summary>Returns the text of a text column, to compare it with another text or with null:
    /// <c>row.Text("Channel") == "web"</c>.</summary>
    /// <param name="column">The column's name.</param>
    public string? Text(string column) =>
        throw new NotSupportedException($"Expressions over rows are read, not run; column '{column}' has no text here.");

    /// <summary>Returns what it is.</summary>
    public override string ToString() => "a row in an expression";
}
