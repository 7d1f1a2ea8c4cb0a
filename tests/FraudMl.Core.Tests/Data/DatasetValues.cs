namespace FraudMl.Tests;

internal static class DatasetValues
{
    /// <summary>Returns a column's values; missing texts are null.</summary>
    public static object?[] Of(DataColumn column) => column switch
    {
        NumberColumn numbers => [.. numbers.Values.ToArray().Cast<object>()],
        TimestampColumn times => [.. times.Values.ToArray().Cast<object>()],
        _ => [.. ((TextColumn)column).Codes.ToArray().Select(code => code < 0 ? null : ((TextColumn)column).Dictionary.Texts[code])],
    };
}
