using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Lower and upper bounds for numbers; a missing one stays missing.</summary>
internal static class Bounds
{
    public static void Clip(ReadOnlySpan<float> input, Span<float> output, float low, float high)
    {
        for (int row = 0; row < output.Length; row++)
        {
            float value = input[row];
            output[row] = value < low ? low : value > high ? high : value;
        }
    }

    public static string Clip(OnnxGraph graph, string value, float low, float high)
    {
        string lowest = graph.Floats([low]), highest = graph.Floats([high]);
        string raised = graph.Node("Where", [graph.Node("Less", [value, lowest]), lowest, value]);
        return graph.Node("Where", [graph.Node("Greater", [raised, highest]), highest, raised]);
    }
}
