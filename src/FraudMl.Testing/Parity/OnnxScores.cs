using FraudMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Testing;

/// <summary>Scores rows by ONNX Runtime.</summary>
internal static class OnnxScores
{
    private const int BlockRowCount = 4096;

    public static float[] Of(ScoringModel model, FeatureMatrix matrix) => Of(model, [FittedCalibrator.Logistic], matrix)[0];

    /// <summary>Returns the probabilities by each calibrator, all of them of one graph.</summary>
    public static float[][] Of(ScoringModel model, IReadOnlyList<FittedCalibrator> calibrators, FeatureMatrix matrix)
    {
        using var session = new InferenceSession(Graph(model, calibrators, matrix.ColumnCount));
        float[][] probabilities = [.. calibrators.Select(_ => new float[matrix.RowCount])];
        for (int start = 0; start < matrix.RowCount; start += BlockRowCount)
        {
            int count = Math.Min(BlockRowCount, matrix.RowCount - start);
            float[] rows = matrix.Values.Slice(start * matrix.ColumnCount, count * matrix.ColumnCount).ToArray();
            using var results = session.Run(
                [NamedOnnxValue.CreateFromTensor("features", new DenseTensor<float>(rows, [count, matrix.ColumnCount]))]);
            for (int i = 0; i < calibrators.Count; i++) results[i].AsEnumerable<float>().ToArray().CopyTo(probabilities[i], start);
        }

        return probabilities;
    }

    /// <summary>Returns the margins of a few rows.</summary>
    public static double[] Margins(ScoringModel model, float[][] rows)
    {
        var graph = new OnnxGraph();
        string margin = model.Export(graph, graph.Input("features", OnnxElement.Float, model.FeatureCount));
        graph.Output("margin", margin, OnnxElement.Double);
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("features",
            new DenseTensor<float>((float[])[.. rows.SelectMany(row => row)], [rows.Length, model.FeatureCount]))]);
        return [.. results[0].AsEnumerable<double>()];
    }

    private static byte[] Graph(ScoringModel model, IReadOnlyList<FittedCalibrator> calibrators, int columnCount)
    {
        var graph = new OnnxGraph();
        string margin = model.Export(graph, graph.Input("features", OnnxElement.Float, columnCount));
        for (int i = 0; i < calibrators.Count; i++)
            graph.Output($"probability{i}", graph.Cast(calibrators[i].Export(graph, margin), OnnxElement.Float), OnnxElement.Float);
        return graph.ToBytes();
    }
}
