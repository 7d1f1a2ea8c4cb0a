using System.Text;

namespace FraudMl;

internal static unsafe class LightGbmBooster
{
    public static BoosterHandle Create(DatasetHandle training, string parameters)
    {
        LightGbmNative.Check(LightGbmNative.LGBM_BoosterCreate(training, parameters, out BoosterHandle booster));
        return booster;
    }

    /// <summary>Grows one tree; returns false when there is no split left.</summary>
    public static bool Grow(BoosterHandle booster)
    {
        LightGbmNative.Check(LightGbmNative.LGBM_BoosterUpdateOneIter(booster, out int isFinished));
        return isFinished == 0;
    }

    /// <summary>Grows one tree on derivatives of a loss of ours.</summary>
    public static bool Grow(BoosterHandle booster, float[] gradients, float[] curvatures)
    {
        fixed (float* gradient = gradients)
        fixed (float* curvature = curvatures)
        {
            LightGbmNative.Check(LightGbmNative.LGBM_BoosterUpdateOneIterCustom(booster, gradient, curvature, out int isFinished));
            return isFinished == 0;
        }
    }

    /// <summary>Returns the probabilities, or with a loss of ours the margins, of the rows of a dataset that the booster keeps score of: 0
    /// is the training data.</summary>
    public static double[] Predictions(BoosterHandle booster, int dataIndex, int rowCount)
    {
        var predictions = new double[rowCount];
        fixed (double* pointer = predictions)
            LightGbmNative.Check(LightGbmNative.LGBM_BoosterGetPredict(booster, dataIndex, out _, pointer));
        return predictions;
    }

    /// <summary>Returns the first trees in LightGBM's text format.</summary>
    public static string ModelText(BoosterHandle booster, int treeCount)
    {
        var buffer = new byte[1 << 20];
        long length = Write(booster, treeCount, buffer);
        if (length > buffer.Length)
        {
            buffer = new byte[length];
            length = Write(booster, treeCount, buffer);
        }

        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
    }

    private static long Write(BoosterHandle booster, int treeCount, byte[] buffer)
    {
        fixed (byte* pointer = buffer)
        {
            LightGbmNative.Check(LightGbmNative.LGBM_BoosterSaveModelToString(booster, 0, treeCount, 0, buffer.Length,
                out long length, pointer));
            return length;
        }
    }
}
