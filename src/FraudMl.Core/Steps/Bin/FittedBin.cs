using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces numbers by the number of their bin, or by one indicator per bin.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written: one per input, or one per bin of each input.</param>
/// <param name="Removes">The columns that indicators replace.</param>
/// <param name="Edges">The interior edges of each input, ascending; a number equal to an edge is in the bin above it.</param>
[StoredAs("bin")]
internal sealed record FittedBin(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, IReadOnlyList<string> Removes, float[][] Edges)
    : IFittedStep, ICheckedStep
{
    private bool IsOneHot => Removes.Count > 0;

    public void Transform(RowBlock block)
    {
        int next = 0;
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            if (IsOneHot)
            {
                for (int bin = 0; bin <= Edges[i].Length; bin++) block.Numbers(Adds[next + bin].Slot).Clear();
                for (int row = 0; row < block.RowCount; row++)
                {
                    if (!float.IsNaN(input[row])) block.Numbers(Adds[next + EdgeLookup.Passed(Edges[i], input[row])].Slot)[row] = 1;
                }

                next += Edges[i].Length + 1;
                continue;
            }

            Span<float> output = block.Numbers(Adds[next++].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = float.IsNaN(input[row])
                ? float.NaN : EdgeLookup.Passed(Edges[i], input[row]);
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a binning step";
        Damaged.Length(Edges, Inputs?.Length ?? 0, Part, "lists of edges");
        before.RequireSlots(ColumnKind.Number, Inputs, Edges.Length, Part);
        Damaged.All(Edges, Part, "edges");
        int count = Damaged.All(Removes, Part, "names of columns").Count == 0 ? Edges.Length : Edges.Sum(edges => edges.Length + 1);
        Damaged.Unless(Adds?.Count == count, Part, "writes other columns than it has bins");
    }

    public void Export(OnnxGraph graph)
    {
        int next = 0;
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Column(ColumnKind.Number, Inputs[i]);
            string bin = graph.Node("Where",
                [graph.Node("IsNaN", [input]), graph.Floats([float.NaN]), EdgeLookup.Passed(graph, input, Edges[i])]);
            if (!IsOneHot) graph.Define(Adds[next++], bin);
            else
            {
                for (int b = 0; b <= Edges[i].Length; b++)
                    graph.Define(Adds[next++], graph.Cast(graph.Node("Equal", [bin, graph.Floats([b])]), OnnxElement.Float));
            }
        }
    }

    public override string ToString() => FittedStepText.Of(this);
}
