namespace FraudMl.Mlflow;

/// <summary>Where the value of an identifier lives in the tables.</summary>
/// <param name="Value">SQL of the value.</param>
/// <param name="IsNumeric">Whether it compares as a number.</param>
/// <param name="Rows">SQL of the child rows that hold it (<c>FROM … WHERE …</c>), or <see langword="null"/> for a column of the entity itself.</param>
internal sealed record SearchField(string Value, bool IsNumeric, string? Rows = null)
{
    /// <summary>Whether IN and NOT IN are allowed.</summary>
    public bool TakesLists { get; init; }
}
