using System.Numerics.Tensors;
using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Centres and scales numbers: (x − centre) / scale, then clips them if asked.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Centres">What is subtracted from each column.</param>
/// <param name="Scales">What each column is divided by afterwards.</param>
/// <param name="Clip">The smallest and the largest result; null for no bounds.</param>
internal sealed record FittedScale(
    int[] Inputs,
    IReadOnlyList<SchemaColumn> Adds,
    [property: JsonPropertyName("means")] float[] Centres,
    float[] Scales,
    float[]? Clip = null) : IFittedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            Span<float> output = block.Numbers(Adds[i].Slot);
            TensorPrimitives.Subtract(block.Numbers(Inputs[i]), Centres[i], output);
            TensorPrimitives.Divide(output, Scales[i], output);
            if (Clip is { } bounds) Bounds.Clip(output, output, bounds[0], bounds[1]);
        }
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string centred = graph.Node("Sub", [graph.Column(ColumnKind.Number, Inputs[i]), graph.Floats([Centres[i]])]);
            string scaled = graph.Node("Div", [centred, graph.Floats([Scales[i]])]);
            graph.Define(Adds[i], Clip is { } bounds ? Bounds.Clip(graph, scaled, bounds[0], bounds[1]) : scaled);
        }
    }
}
