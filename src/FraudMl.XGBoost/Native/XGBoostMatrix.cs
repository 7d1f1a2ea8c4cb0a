using System.Buffers;
using System.Globalization;

namespace FraudMl;

internal static unsafe class XGBoostMatrix
{
    /// <summary>Reads the rows straight from their memory; nothing of it is referenced afterwards.</summary>
    public static MatrixHandle Create(TrainingData data, int threadCount)
    {
        FeatureMatrix matrix = data.Matrix;
        RequireNoInfinity(matrix);
        using MemoryHandle memory = matrix.Values.Pin();
        string array = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"data": [{{(nint)memory.Pointer}}, true], "shape": [{{matrix.RowCount}}, {{matrix.ColumnCount}}], "typestr": "<f4", "version": 3}""");
        string config = string.Create(CultureInfo.InvariantCulture, $$"""{"missing": NaN, "nthread": {{threadCount}}}""");
        XGBoostNative.Check(XGBoostNative.XGDMatrixCreateFromDense(array, config, out MatrixHandle handle));
        try
        {
            Set(handle, "label", Array.ConvertAll(data.Labels.ToArray(), label => label ? 1f : 0f));
            if (!data.Weights.IsEmpty) Set(handle, "weight", data.Weights.Span);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void Set(MatrixHandle matrix, string field, ReadOnlySpan<float> values)
    {
        fixed (float* pointer = values)
            XGBoostNative.Check(XGBoostNative.XGDMatrixSetFloatInfo(matrix, field, pointer, (ulong)values.Length));
    }

    // XGBoost refuses infinities without saying where they are.
    private static void RequireNoInfinity(FeatureMatrix matrix)
    {
        ReadOnlySpan<float> values = matrix.Values.Span;
        if (values.IndexOfAny(float.PositiveInfinity, float.NegativeInfinity) is not (>= 0 and var at)) return;
        FeatureColumn column = matrix.Columns[at % matrix.ColumnCount];
        throw new FraudMlException(
            $"XGBoost takes finite and missing values, and '{column.Name}' is infinite in a row. Limit the values of "
            + $"'{string.Join("', '", column.Sources)}', or use Trainers.LightGbm().")
        { ColumnName = column.Name };
    }
}
