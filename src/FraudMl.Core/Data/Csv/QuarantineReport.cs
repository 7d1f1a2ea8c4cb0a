namespace FraudMl.Data;

/// <summary>The rows that were set aside while a file was read.</summary>
/// <param name="Path">The side file: <c>line,column,reason,record</c> for each row. It holds customer data as the source does.</param>
/// <param name="RowCount">The number of rows set aside.</param>
/// <param name="Reasons">The number of rows by reason, for example <c>column 'V3': expected a number</c>.</param>
public sealed record QuarantineReport(string Path, int RowCount, IReadOnlyDictionary<string, int> Reasons)
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
