using System.Numerics.Tensors;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Centres and scales numbers: (x − mean) / standard deviation.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Means">The mean of each column.</param>
/// <param name="Scales">The population standard deviation of each column; 1 where it was 0.</param>
internal sealed record FittedStandardize(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float[] Means, float[] Scales) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            Span<float> output = block.Numbers(Adds[i].Slot);
            TensorPrimitives.Subtract(block.Numbers(Inputs[i]), Means[i], output);
            TensorPrimitives.Divide(output, Scales[i], output);
        }
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string centred = graph.Node("Sub", [graph.Column(ColumnKind.Number, Inputs[i]), graph.Floats([Means[i]])]);
            graph.Define(Adds[i], graph.Node("Div", [centred, graph.Floats([Scales[i]])]));
        }
    }
}
