namespace FraudMl;

/// <summary>How one text column becomes indicators.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Texts">The model's dictionary of the column.</param>
/// <param name="IndicatorOf">The indicator of each code; −1 for a text that no training row had, <see cref="Dropped"/> for
/// one without indicator.</param>
/// <param name="MissingIndicator">The indicator of a missing text; −1 when training had none.</param>
/// <param name="Indicators">The columns written.</param>
internal sealed record OneHotEncoding(
    string Column, int Input, IReadOnlyList<string> Texts, int[] IndicatorOf, int MissingIndicator, IReadOnlyList<SchemaColumn> Indicators)
{
    /// <summary>Stands for the category that was dropped: it is known, and all its indicators are 0.</summary>
    public const int Dropped = -2;

    /// <value>The indicator of a text that training did not see; −1 for none.</value>
    public int UnknownIndicator { get; init; } = -1;

    public void Check(RowSchema before)
    {
        const string Part = "a one-hot step";
        int textCount = before.TextCount(Input, Part);
        Damaged.Unless(IndicatorOf is not null && IndicatorOf.Length >= textCount, Part, "misses the indicator of a text");
        Damaged.Unless(Damaged.All(Texts, Part, "texts").Count >= IndicatorOf!.Length, Part, "misses the text of an indicator");
        foreach (int indicator in (ReadOnlySpan<int>)[.. IndicatorOf, MissingIndicator, UnknownIndicator])
            Damaged.Unless(indicator >= Dropped && indicator < Indicators.Count, Part, "names an indicator that is not there");
    }

    /// <summary>Returns the indicator of a code, or a negative number.</summary>
    public int Of(int code)
    {
        int indicator = code >= 0 ? IndicatorOf[code] : code == TextDictionary.Missing ? MissingIndicator : -1;
        return indicator == -1 ? UnknownIndicator : indicator;
    }
}
