using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces missing numbers by values learned in training.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order, then the indicators.</param>
/// <param name="Values">The replacement for each column.</param>
/// <param name="Removes">Columns that were empty in training and end here.</param>
/// <param name="Groups">Replacements by group, for rows whose group training saw.</param>
/// <param name="Indicators">Columns that say where values were missing.</param>
[StoredAs("impute")]
internal sealed record FittedImpute(
    int[] Inputs,
    IReadOnlyList<SchemaColumn> Adds,
    float[] Values,
    IReadOnlyList<string>? Removes = null,
    GroupValues? Groups = null,
    MissingIndicators? Indicators = null) : IFittedStep
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string> Removes { get; } = Removes ?? [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = float.IsNaN(input[row]) ? Values[i] : input[row];
            Groups?.Fill(block, i, input, output);
        }

        Indicators?.Transform(block);
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Column(ColumnKind.Number, Inputs[i]);
            string value = Groups is null ? graph.Floats([Values[i]]) : Groups.Export(graph, i, Values[i]);
            graph.Define(Adds[i], graph.Node("Where", [graph.Node("IsNaN", [input]), value, input]));
        }

        Indicators?.Export(graph);
    }
}
