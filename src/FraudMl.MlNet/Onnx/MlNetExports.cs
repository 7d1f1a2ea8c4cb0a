using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;

namespace FraudMl;

/// <summary>
/// Which transformers may be written into graphs. The converter writes others too, but their graphs give other numbers (hashed texts,
/// n-grams), other shapes (chosen slots), or leave the transformer out without a word (kernel maps); so only what a test compares is let
/// through.
/// </summary>
internal static class MlNetExports
{
    public static bool Allow(ITransformer stage) => stage switch
    {
        ColumnConcatenatingTransformer or ColumnCopyingTransformer or TypeConvertingTransformer => true,
        NormalizingTransformer or MissingValueIndicatorTransformer or MissingValueReplacingTransformer => true,
        ValueToKeyMappingTransformer or KeyToVectorMappingTransformer or ValueMappingTransformer => true,
        PrincipalComponentAnalysisTransformer => true,
        _ => Model(stage) is LinearBinaryModelParameters or FastTreeBinaryModelParameters or FastForestBinaryModelParameters,
    };

    /// <summary>Returns what a transformer is called in messages: its type, or its model's.</summary>
    public static string NameOf(ITransformer stage)
    {
        Type type = (Model(stage) ?? stage).GetType();
        string name = (type.DeclaringType ?? type).Name.Split('`')[0];
        foreach (string ending in new[] { "Transformer", "ModelParameters", "Estimator" })
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        }

        return name;
    }

    // Platt's curve is no part of what is exported: the score before it is.
    private static object? Model(ITransformer stage) => (stage as IPredictionTransformer<object>)?.Model switch
    {
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> linear => linear.SubModel,
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> trees => trees.SubModel,
        CalibratedModelParametersBase<GamBinaryModelParameters, PlattCalibrator> additive => additive.SubModel,
        { } other => other,
        null => null,
    };
}
