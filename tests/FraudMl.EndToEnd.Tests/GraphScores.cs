using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.EndToEnd.Tests;

/// <summary>What ONNX Runtime makes of a model's graph.</summary>
internal static class GraphScores
{
    public static double[] Of(byte[] graph, FraudModel model, Dataset data)
    {
        var rows = new DenseTensor<float>([data.RowCount, model.Inputs.Count]);
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            ReadOnlySpan<float> values = ((NumberColumn)data[model.Inputs[input].Name]).Values;
            for (int row = 0; row < data.RowCount; row++) rows[row, input] = values[row];
        }

        using var session = new InferenceSession(graph);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
            [NamedOnnxValue.CreateFromTensor("features", rows)]);
        return [.. results.First(result => result.Name == "fraud_probability").AsTensor<float>().Select(value => (double)value)];
    }
}
