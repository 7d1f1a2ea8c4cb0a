using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl.Tests.Native;

/// <summary>LightGBM's own predictor, to compare with.</summary>
internal static unsafe partial class NativePredictor
{
    private const int RawScore = 1;

    public static double[] Margins(BoosterHandle booster, FeatureMatrix matrix)
    {
        var margins = new double[matrix.RowCount];
        fixed (float* rows = matrix.Values.Span)
        fixed (double* results = margins)
        {
            LightGbmNative.Check(LGBM_BoosterPredictForMat(
                booster, rows, LightGbmNative.Float32, matrix.RowCount, matrix.ColumnCount, 1, RawScore, 0, -1, "", out _, results));
        }

        return margins;
    }

    [LibraryImport(LightGbmNative.Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int LGBM_BoosterPredictForMat(
        BoosterHandle booster, float* data, int dataType, int rowCount, int columnCount, int isRowMajor, int predictType,
        int firstIteration, int iterationCount, string parameters, out long count, double* predictions);
}
