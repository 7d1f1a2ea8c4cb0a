namespace FraudMl;

internal static class FiniteFeatures
{
    /// <summary>Throws when a row that distances are measured from has an infinite value, or a missing one where that is not allowed.</summary>
    public static void Require(FeatureMatrix matrix, ReadOnlySpan<int> rows, string who, bool allowMissing = false)
    {
        var counts = new int[matrix.ColumnCount];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            if (AllFinite(values)) continue;
            for (int column = 0; column < values.Length; column++)
            {
                if (!float.IsFinite(values[column]) && !(allowMissing && float.IsNaN(values[column]))) counts[column]++;
            }
        }

        string[] bad = [.. Enumerable.Range(0, counts.Length).Where(column => counts[column] > 0).Select(column => $"'{matrix.Columns[column].Name}' ({counts[column]} rows)")];
        if (bad.Length == 0) return;
        throw new FraudMlException(
            $"{who} measures distances and can't take {(allowMissing ? "" : "missing or ")}infinite values, and there are some in {string.Join(", ", bad)}. Impute first: add .Impute(…) before .Resample(…).")
        { ColumnName = matrix.Columns[Array.FindIndex(counts, count => count > 0)].Name };
    }

    /// <summary>Throws when any row has a missing or infinite value.</summary>
    public static void Require(FeatureMatrix matrix, string who) => Require(matrix, [.. Enumerable.Range(0, matrix.RowCount)], who);

    // x − x is 0 for finite numbers only, and the sum keeps what is not.
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values) sum += value - value;
        return sum == 0;
    }
}
