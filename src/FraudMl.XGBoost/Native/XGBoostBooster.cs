namespace FraudMl;

internal static unsafe class XGBoostBooster
{
    /// <summary>Returns a booster that keeps the scores of its matrices up to date; they must live as long as it.</summary>
    public static BoosterHandle Create(MatrixHandle training, MatrixHandle? held, IReadOnlyList<(string Name, string Value)> parameters)
    {
        nint* matrices = stackalloc nint[2];
        matrices[0] = training.DangerousGetHandle();
        matrices[1] = held?.DangerousGetHandle() ?? 0;
        XGBoostNative.Check(XGBoostNative.XGBoosterCreate(matrices, held is null ? 1UL : 2UL, out BoosterHandle booster));
        try
        {
            foreach ((string name, string value) in parameters) XGBoostNative.Check(XGBoostNative.XGBoosterSetParam(booster, name, value));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Grows one tree; XGBoost always adds one, if need be of a single leaf.</summary>
    public static bool Grow(BoosterHandle booster, MatrixHandle training, int iteration)
    {
        XGBoostNative.Check(XGBoostNative.XGBoosterUpdateOneIter(booster, iteration - 1, training));
        return true;
    }

    /// <summary>Grows one tree on derivatives of a loss of ours.</summary>
    public static bool Grow(BoosterHandle booster, MatrixHandle training, float[] gradients, float[] curvatures)
    {
        fixed (float* gradient = gradients)
        fixed (float* curvature = curvatures)
            XGBoostNative.Check(XGBoostNative.XGBoosterBoostOneIter(booster, training, gradient, curvature, (ulong)gradients.Length));
        return true;
    }

    /// <summary>Returns the margins of a matrix that the booster was created with.</summary>
    public static double[] Margins(BoosterHandle booster, MatrixHandle matrix)
    {
        const string config = """{"type": 1, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false}""";
        XGBoostNative.Check(XGBoostNative.XGBoosterPredictFromDMatrix(booster, matrix, config, out ulong* shape, out _,
            out float* predictions));
        var margins = new double[shape[0]];
        for (int row = 0; row < margins.Length; row++) margins[row] = predictions[row];
        return margins;
    }

    /// <summary>Returns the model as UTF-8 JSON; the bytes belong to the booster and last until its next call.</summary>
    public static ReadOnlySpan<byte> ModelJson(BoosterHandle booster)
    {
        XGBoostNative.Check(XGBoostNative.XGBoosterSaveModelToBuffer(booster, """{"format": "json"}""", out ulong length, out byte* json));
        return new ReadOnlySpan<byte>(json, checked((int)length));
    }
}
