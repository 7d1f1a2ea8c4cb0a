namespace FraudMl;

/// <summary>
/// What of a dataset's values a step or learner may fail on: columns without values or with few, and classes without rows or weight.
/// </summary>
internal static class FewValues
{
    private const int MostValues = 16;

    // A column of few values has them among its first rows; only that it has one alone must hold of all.
    private const int RowsOfFew = 50_000;

    /// <summary>
    /// Returns the values of a column that has few; none for a column of many, or without rows; NaN alone where all are missing.
    /// </summary>
    public static float[] Of(NumberColumn column)
    {
        var values = new List<float>();
        for (int row = 0; row < column.RowCount; row++)
        {
            if (row >= RowsOfFew && values.Count > 1) break;
            float value = column.Values[row];
            if (float.IsNaN(value) || values.Contains(value)) continue;
            if (values.Count == MostValues) return [];
            values.Add(value);
        }

        return values.Count == 0 && column.RowCount > 0 ? [float.NaN] : [.. values];
    }

    /// <summary>Returns the codes of a column that are all missing or all the same; none elsewhere.</summary>
    public static int[] Of(TextColumn column)
    {
        ReadOnlySpan<int> codes = column.Codes;
        return codes.IsEmpty || codes.ContainsAnyExcept(codes[0]) ? [] : [codes[0]];
    }

    /// <summary>Returns whether the dataset has rows of a class; without rows or labels it may.</summary>
    public static bool HasClass(Dataset data, bool label) => data.RowCount == 0 || !data.HasLabels || data.Labels.Contains(label);

    /// <summary>Returns whether rows of a class weigh anything; without rows, labels or weights they may.</summary>
    public static bool Weighs(Dataset data, bool label)
    {
        ReadOnlySpan<float> weights = data.Weights;
        if (!data.HasLabels || weights.IsEmpty) return true;
        for (int row = 0; row < weights.Length; row++)
        {
            if (data.Labels[row] == label && weights[row] != 0) return true;
        }

        return !HasClass(data, label);
    }

    /// <summary>
    /// Returns a sentence for the features that are the same in every row, and one for those that are missing in every row.
    /// </summary>
    public static IEnumerable<string> Warnings(Dataset data)
    {
        if (data.RowCount < 2) yield break;
        string[] empty = [.. data.Features.Where(IsEmpty).Select(column => $"'{column.Name}'")];
        string[] constant = [.. data.Features.Where(column => !IsEmpty(column) && IsConstant(column)).Select(column => $"'{column.Name}'")];
        if (empty.Length > 0) yield return $"{Many(empty)} no value in any of {data.RowCount} rows. Leave such columns out with .Drop(…).";
        if (constant.Length > 0) yield return $"{Many(constant)} one value in all of {data.RowCount} rows, which tells nothing.";
    }

    private static string Many(string[] names) => $"{string.Join(", ", names)} {(names.Length == 1 ? "has" : "have")}";

    private static bool IsEmpty(DataColumn column) => column switch
    {
        NumberColumn numbers => Of(numbers) is [float.NaN],
        TextColumn texts => Of(texts) is [TextDictionary.Missing],
        TimestampColumn times => !times.Values.ContainsAnyExcept(TimestampColumn.Missing),
        _ => false,
    };

    private static bool IsConstant(DataColumn column) => column switch
    {
        NumberColumn numbers => !numbers.Values.ContainsAnyExcept(numbers.Values[0]),
        TextColumn texts => Of(texts).Length == 1,
        TimestampColumn times => !times.Values.ContainsAnyExcept(times.Values[0]),
        _ => false,
    };
}
