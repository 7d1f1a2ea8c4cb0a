using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A number for each bin of a number column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Edges">The inner edges, ascending: a number is in the bin of as many as are not above it.</param>
/// <param name="Values">The number of each bin, one more than edges.</param>
/// <param name="Missing">The number of a missing value.</param>
/// <param name="Output">The column written.</param>
internal sealed record BinTable(string Column, int Input, float[] Edges, float[] Values, float Missing, SchemaColumn Output)
{
    public void Check(RowSchema before)
    {
        const string Part = "a step of weights of evidence";
        before.RequireSlot(ColumnKind.Number, Input, Part);
        Damaged.Required(Edges, Part, "edges");
        Damaged.Length(Values, Edges.Length + 1, Part, "weights");
    }

    public void Transform(RowBlock block)
    {
        ReadOnlySpan<float> input = block.Numbers(Input)[..block.RowCount];
        Span<float> output = block.Numbers(Output.Slot);
        for (int row = 0; row < input.Length; row++) output[row] = float.IsNaN(input[row])
            ? Missing : Values[EdgeLookup.Passed(Edges, input[row])];
    }

    public void Export(OnnxGraph graph)
    {
        string input = graph.Column(ColumnKind.Number, Input);
        string bin = graph.Cast(EdgeLookup.Passed(graph, input, Edges), OnnxElement.Int64);
        string value = graph.Node("Gather", [graph.Floats(Values, Values.Length), bin]);
        graph.Define(Output, graph.Node("Where", [graph.Node("IsNaN", [input]), graph.Floats([Missing]), value]));
    }
}
