using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl.Tests.Native;

/// <summary>XGBoost's own predictor, to compare with; it takes infinite values, which its training does not.</summary>
internal static unsafe partial class NativePredictor
{
    public static double[] Margins(BoosterHandle booster, FeatureMatrix matrix)
    {
        fixed (float* rows = matrix.Values.Span)
        {
            string array =
                $$"""{"data": [{{(nint)rows}}, true], "shape": [{{matrix.RowCount}}, {{matrix.ColumnCount}}], "typestr": "<f4", "version": 3}""";
            XGBoostNative.Check(XGBoosterPredictFromDense(
                booster, array,
                """{"type": 1, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false, "cache_id": 0, "missing": NaN}""", 0, out ulong* shape, out _, out float* margins));
            return Array.ConvertAll(new ReadOnlySpan<float>(margins, (int)shape[0]).ToArray(), margin => (double)margin);
        }
    }

    [LibraryImport(XGBoostNative.Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int XGBoosterPredictFromDense(
        BoosterHandle booster, string arrayInterface, string config, nint metadata, out ulong* shape, out ulong dimensionCount,
        out float* predictions);
}
