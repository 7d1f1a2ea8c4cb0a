using FraudMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Scores rows by ONNX Runtime.</summary>
internal static class OnnxScores
{
    public static float[] Of(ScoringModel model, FeatureMatrix matrix)
    {
        var graph = new OnnxGraph();
        string features = graph.Input("features", OnnxElement.Float, matrix.ColumnCount);
        graph.Output("fraud_probability", FittedCalibrator.Logistic.Export(graph, model.Export(graph, features)), OnnxElement.Float);
        using var session = new InferenceSession(graph.ToBytes());
        var tensor = new DenseTensor<float>(matrix.Values.ToArray(), [matrix.RowCount, matrix.ColumnCount]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("features", tensor)]);
        return [.. results.Single().AsEnumerable<float>()];
    }
}
