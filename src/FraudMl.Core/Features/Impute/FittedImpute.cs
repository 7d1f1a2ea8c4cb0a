using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces missing numbers by values learned in training.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Values">The replacement for each column.</param>
internal sealed record FittedImpute(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float[] Values) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = float.IsNaN(input[row]) ? Values[i] : input[row];
        }
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Column(ColumnKind.Number, Inputs[i]);
            string missing = graph.Node("IsNaN", [input]);
            graph.Define(Adds[i], graph.Node("Where", [missing, graph.Floats([Values[i]]), input]));
        }
    }
}
