using System.Buffers;
using System.Globalization;

namespace FraudMl;

internal static unsafe class LightGbmDataset
{
    // Of more rows LightGBM draws those that it makes bins of.
    private const int MostRowsBinnedWhole = 200_000;

    /// <summary>Returns what says all that the bins of rows depend on.</summary>
    public static string KeyOf(TrainingData data, TrainingContext context, int maximumBinCount)
    {
        int seed = data.Matrix.RowCount > MostRowsBinnedWhole ? context.Seed : 0;
        return string.Create(CultureInfo.InvariantCulture, $"LightGBM {maximumBinCount} {seed}");
    }

    /// <summary>Returns the rows in bins, made or found; boosting begins at the margin <paramref name="start"/>.</summary>
    public static Rented<DatasetHandle> Rent(
        TrainingData data, TrainingContext context, string key, string parameters, DatasetHandle? reference = null, double start = 0) =>
        context.Rent(data, string.Create(CultureInfo.InvariantCulture, $"{key} {start:R}"),
            data.Matrix.RowCount * ((2L * data.Matrix.ColumnCount) + sizeof(float)), () => Create(data, parameters, reference, start));

    /// <summary>Bins the matrix straight from its memory; nothing of it is referenced afterwards. Boosting begins at the margin
    /// <paramref name="start"/>.</summary>
    public static DatasetHandle Create(TrainingData data, string parameters, DatasetHandle? reference = null, double start = 0)
    {
        FeatureMatrix matrix = data.Matrix;
        if ((long)matrix.RowCount * matrix.ColumnCount > int.MaxValue)
            throw new FraudMlException($"LightGBM takes up to {int.MaxValue} values in one matrix, and got {matrix.RowCount} rows "
                + $"× {matrix.ColumnCount} columns. Use fewer rows or columns.");
        CategoryValues.Require(matrix);
        using MemoryHandle memory = matrix.Values.Pin();
        LightGbmNative.Check(LightGbmNative.LGBM_DatasetCreateFromMat(
            (float*)memory.Pointer, LightGbmNative.Float32, matrix.RowCount, matrix.ColumnCount, 1, parameters,
            reference?.DangerousGetHandle() ?? 0, out DatasetHandle dataset));
        try
        {
            Set(dataset, "label", Array.ConvertAll(data.Labels.ToArray(), label => label ? 1f : 0f));
            if (!data.Weights.IsEmpty) Set(dataset, "weight", data.Weights.Span);
            if (start != 0) Set(dataset, "init_score", [.. Enumerable.Repeat(start, matrix.RowCount)]);
            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    private static void Set(DatasetHandle dataset, string field, double[] values)
    {
        fixed (double* pointer = values)
            LightGbmNative.Check(LightGbmNative.LGBM_DatasetSetField(dataset, field, pointer, values.Length, LightGbmNative.Float64));
    }

    private static void Set(DatasetHandle dataset, string field, ReadOnlySpan<float> values)
    {
        fixed (float* pointer = values)
            LightGbmNative.Check(LightGbmNative.LGBM_DatasetSetField(dataset, field, pointer, values.Length, LightGbmNative.Float32));
    }
}
