namespace FraudMl;

/// <summary>How one text column becomes indicators.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Texts">The model's dictionary of the column.</param>
/// <param name="IndicatorOf">The indicator of each code; −1 for a text that no training row had.</param>
/// <param name="MissingIndicator">The indicator of a missing text; −1 when training had none.</param>
/// <param name="Indicators">The columns written.</param>
internal sealed record OneHotEncoding(
    string Column, int Input, IReadOnlyList<string> Texts, int[] IndicatorOf, int MissingIndicator, IReadOnlyList<SchemaColumn> Indicators)
{
    /// <summary>Returns the indicator of a code, or −1.</summary>
    public int Of(int code) => code >= 0 ? IndicatorOf[code] : code == TextDictionary.Missing ? MissingIndicator : -1;
}
