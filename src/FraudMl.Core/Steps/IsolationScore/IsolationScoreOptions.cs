namespace FraudMl;

/// <summary>Options of the isolation score as a feature.</summary>
public sealed record IsolationScoreOptions : IsolationOptions
{
    /// <value>What the new column is called. Default <c>IsolationScore</c>.</value>
    public string ColumnName { get; init; } = "IsolationScore";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(ColumnName)) yield return "ColumnName must not be blank.";
    }
}
