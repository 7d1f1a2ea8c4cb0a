using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A number for each bin of a number column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Edges">The inner edges, ascending: a number is in the bin of as many as are below it.</param>
/// <param name="Values">The number of each bin, one more than edges.</param>
/// <param name="Missing">The number of a missing value.</param>
/// <param name="Output">The column written.</param>
internal sealed record BinTable(string Column, int Input, float[] Edges, float[] Values, float Missing, SchemaColumn Output)
{
    /// <summary>Returns the bin of a number.</summary>
    public static int BinOf(float[] edges, float value)
    {
        (int low, int high) = (0, edges.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (edges[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public void Transform(RowBlock block)
    {
        ReadOnlySpan<float> input = block.Numbers(Input)[..block.RowCount];
        Span<float> output = block.Numbers(Output.Slot);
        for (int row = 0; row < input.Length; row++) output[row] = float.IsNaN(input[row]) ? Missing : Values[BinOf(Edges, input[row])];
    }

    public void Export(OnnxGraph graph)
    {
        string input = graph.Column(ColumnKind.Number, Input);
        string value = Edges.Length == 0 ? graph.Floats([Values[0]]) : graph.Node("Gather", [graph.Floats(Values, Values.Length), Bin(graph, input)]);
        graph.Define(Output, graph.Node("Where", [graph.Node("IsNaN", [input]), graph.Floats([Missing]), value]));
    }

    private string Bin(OnnxGraph graph, string input)
    {
        string below = graph.Node("Greater", [input, graph.Floats(Edges, 1, Edges.Length)]);
        string ones = graph.Node("Cast", [below], new OnnxAttribute("to", (long)OnnxElement.Int64));
        return graph.Node("ReduceSum", [ones, graph.Integers([1], 1)], new OnnxAttribute("keepdims", 1L));
    }
}
