namespace FraudMl;

internal static class FiniteFeatures
{
    /// <summary>Throws when a row that distances are measured from has a missing or infinite value.</summary>
    public static void Require(FeatureMatrix matrix, ReadOnlySpan<int> rows, string who)
    {
        var counts = new int[matrix.ColumnCount];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                if (!float.IsFinite(values[column])) counts[column]++;
            }
        }

        string[] bad = [.. Enumerable.Range(0, counts.Length).Where(column => counts[column] > 0).Select(column => $"'{matrix.Columns[column].Name}' ({counts[column]} rows)")];
        if (bad.Length == 0) return;
        throw new FraudMlException(
            $"{who} measures distances and can't take missing or infinite values, and there are some in {string.Join(", ", bad)}. Impute first: add .Impute(…) before .Resample(…).")
        { ColumnName = matrix.Columns[Array.FindIndex(counts, count => count > 0)].Name };
    }
}
