using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>The part of LightGBM's C API that is used here; LightGBM 4.7, <c>c_api.h</c>.</summary>
internal static unsafe partial class LightGbmNative
{
    public const string Library = "lib_lightgbm";
    public const int Float32 = 0;
    public const int Float64 = 1;

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial byte* LGBM_GetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_DatasetCreateFromMat(
        float* data, int dataType, int rowCount, int columnCount, int isRowMajor, string parameters, nint reference,
        out DatasetHandle dataset);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_DatasetFree(nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_DatasetSetField(DatasetHandle dataset, string field, void* values, int count, int dataType);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterCreate(DatasetHandle training, string parameters, out BoosterHandle booster);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterFree(nint booster);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterAddValidData(BoosterHandle booster, DatasetHandle validation);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterUpdateOneIter(BoosterHandle booster, out int isFinished);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterUpdateOneIterCustom(BoosterHandle booster, float* gradients, float* curvatures,
        out int isFinished);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterGetPredict(BoosterHandle booster, int dataIndex, out long count, double* predictions);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LGBM_BoosterSaveModelToString(
        BoosterHandle booster, int firstIteration, int iterationCount, int importanceType, long capacity, out long length, byte* text);

    /// <summary>Throws what LightGBM says when a call failed.</summary>
    /// <param name="result">What the call returned.</param>
    /// <exception cref="FraudMlException">Thrown when it is not 0.</exception>
    public static void Check(int result)
    {
        if (result == 0) return;
        string message = Utf8StringMarshaller.ConvertToManaged(LGBM_GetLastError()) ?? "no reason given";
        throw new FraudMlException(EmptyLeaf().IsMatch(message)
            ? "LightGBM made a leaf without rows: it reckons the rows of a leaf from their Hessian, which is all but 0 here. Set "
                + "MinimumHessianPerLeaf to 0.001 or more, or grow fewer trees."
            : $"LightGBM failed: {SourceLine().Replace(message, "").Trim()}");
    }

    [GeneratedRegex(@"best_split_info\.(left|right)_count\) > \(0\)")]
    private static partial Regex EmptyLeaf();

    // Where it failed in the sources of LightGBM, on the machine that built it.
    [GeneratedRegex(@"\s+at \S+, line \d+ \.?\s*$")]
    private static partial Regex SourceLine();
}
