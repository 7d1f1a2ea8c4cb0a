using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

internal static class FiniteFeatures
{
    /// <summary>Throws when a row that distances are measured from has an infinite value, or a missing one where
    /// that is not allowed; and when a feature is of categories, unless they are taken as such.</summary>
    public static void Require(FeatureMatrix matrix, ReadOnlySpan<int> rows, string who, bool allowMissing = false,
        bool takesCategories = false)
    {
        if (!takesCategories && matrix.Columns.FirstOrDefault(column => column.Kind == FeatureKind.Categorical) is { } categorical)
        {
            throw new FraudMlException(
                $"{who} measures distances, and there are none between the categories of '{categorical.Name}'. Use Resamplers.SmoteNc(), "
                + $"RandomOver() or RandomUnder(), or encode \"{categorical.Sources[0]}\" by .OneHot or .TargetMean instead of "
                + ".Categorical.")
            { ColumnName = categorical.Name };
        }

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

        string[] bad = [.. Enumerable.Range(0, counts.Length).Where(column => counts[column] > 0)
            .Select(column => $"'{matrix.Columns[column].Name}' ({counts[column]} rows)")];
        if (bad.Length == 0) return;
        throw new FraudMlException(
            $"{who} measures distances and can't take {(allowMissing ? "" : "missing or ")}infinite values, and there are some "
            + $"in {string.Join(", ", bad)}. Impute first: add .Impute(…) before .Resample(…).")
        { ColumnName = matrix.Columns[Array.FindIndex(counts, count => count > 0)].Name };
    }

    /// <summary>Throws when any row has a missing or infinite value.</summary>
    public static void Require(FeatureMatrix matrix, string who) => Require(matrix, [.. Enumerable.Range(0, matrix.RowCount)], who);

    // x − x is 0 for finite numbers only, and the sum keeps what is not.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        Vector256<float> sums = Vector256<float>.Zero;
        int column = 0;
        for (; column + Vector256<float>.Count <= values.Length; column += Vector256<float>.Count)
        {
            Vector256<float> some = Vector256.Create(values[column..]);
            sums += some - some;
        }

        float sum = Vector256.Sum(sums);
        for (; column < values.Length; column++) sum += values[column] - values[column];
        return sum == 0;
    }
}
