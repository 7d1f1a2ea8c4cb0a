namespace FraudMl;

/// <summary>A column that may have been read as something else than it is, for example as text because of one mark among its numbers.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Message">What was noticed and what to do, in one sentence.</param>
public sealed record DatasetWarning(string ColumnName, string Message)
{
    /// <value>The text that stands among numbers; null where there is none, or where it may say something about a person.</value>
    public string? Token { get; init; }

    /// <value>The number of rows with it.</value>
    public int RowCount { get; init; }

    /// <value>The file's line that has it first, from 1; 0 where the source has no lines.</value>
    public int Line { get; init; }
}
