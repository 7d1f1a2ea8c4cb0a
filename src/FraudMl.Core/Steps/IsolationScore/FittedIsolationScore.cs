using System.Buffers;
using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Writes the anomaly score of an isolation forest over some columns.</summary>
/// <param name="Inputs">The slots of the columns.</param>
/// <param name="Output">The column it writes.</param>
/// <param name="Trees">Trees whose sum is −E[h] / c(ψ).</param>
[StoredAs("isolation-score")]
internal sealed record FittedIsolationScore(int[] Inputs, SchemaColumn Output, TreeEnsemble Trees) : IFittedStep, ICheckedStep
{
    private const int ChunkRowCount = 64;

    private static readonly AnomalyScore Link = new();

    [JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds => [Output];

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        int width = Inputs.Length;
        float[] rows = ArrayPool<float>.Shared.Rent(ChunkRowCount * width);
        Span<double> margins = stackalloc double[ChunkRowCount];
        for (int first = 0; first < block.RowCount; first += ChunkRowCount)
        {
            int count = Math.Min(ChunkRowCount, block.RowCount - first);
            for (int column = 0; column < width; column++)
            {
                ReadOnlySpan<float> values = block.Numbers(Inputs[column]).Slice(first, count);
                for (int row = 0, at = column; row < count; row++, at += width) rows[at] = values[row];
            }

            Trees.Score(rows.AsSpan(0, count * width), margins[..count]);
            Span<float> scores = block.Numbers(Output.Slot).Slice(first, count);
            for (int row = 0; row < count; row++) scores[row] = (float)Link.Calibrate(margins[row]);
        }

        ArrayPool<float>.Shared.Return(rows);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a step of isolation scores";
        Damaged.Unless(Trees is not null && Output is { Kind: ColumnKind.Number }, Part, "lacks its trees or its column");
        before.RequireSlots(ColumnKind.Number, Inputs, Trees!.FeatureTotal, Part);
        Trees.Check();
    }

    public void Export(OnnxGraph graph)
    {
        string columns = graph.Node("Concat", Inputs.Select(slot => graph.Column(ColumnKind.Number, slot)), new OnnxAttribute("axis", 1L));
        graph.Define(Output, graph.Cast(Link.Export(graph, Trees.Export(graph, columns)), OnnxElement.Float));
    }

    public override string ToString() => FittedStepText.Of(this);
}
