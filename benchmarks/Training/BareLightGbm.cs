using System.Buffers;
using System.Runtime.InteropServices;
using FraudMl;

namespace FraudMl.Benchmarks;

/// <summary>The fewest calls of LightGBM's C API that train a model, with the package's parameters.</summary>
internal static unsafe partial class BareLightGbm
{
    private const string Parameters =
        "objective=binary boosting=gbdt metric=none verbosity=-1 num_threads=2 seed=1 deterministic=true force_col_wise=true "
        + "num_leaves=15 learning_rate=0.1 "
        + "min_data_in_leaf=10 min_sum_hessian_in_leaf=0.1 lambda_l2=1 max_bin=255 feature_pre_filter=false";

    public static void Train(TrainingData data, int rounds)
    {
        using MemoryHandle memory = data.Matrix.Values.Pin();
        Check(LGBM_DatasetCreateFromMat((float*)memory.Pointer, 0, data.Matrix.RowCount, data.Matrix.ColumnCount, 1, Parameters, 0,
            out nint dataset));
        float[] labels = Array.ConvertAll(data.Labels.ToArray(), label => label ? 1f : 0f);
        fixed (float* label = labels) Check(LGBM_DatasetSetField(dataset, "label", label, labels.Length, 0));
        Check(LGBM_BoosterCreate(dataset, Parameters, out nint booster));
        for (int i = 0; i < rounds; i++) Check(LGBM_BoosterUpdateOneIter(booster, out _));
        Check(LGBM_BoosterFree(booster));
        Check(LGBM_DatasetFree(dataset));
    }

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException("LightGBM failed.");
    }

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetCreateFromMat(float* data, int dataType, int rowCount, int columnCount, int isRowMajor,
        string parameters, nint reference, out nint dataset);

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetSetField(nint dataset, string field, float* values, int count, int dataType);

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterCreate(nint dataset, string parameters, out nint booster);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_BoosterFree(nint booster);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_DatasetFree(nint dataset);
}
