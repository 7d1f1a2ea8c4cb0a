using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Sets numbers outside of bounds to the nearest bound.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Lows">The lower bound of each column.</param>
/// <param name="Highs">The upper bound of each column.</param>
[StoredAs("clip")]
internal sealed record FittedClip(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float[] Lows, float[] Highs) : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++) Bounds.Clip(block.Numbers(Inputs[i]), block.Numbers(Adds[i].Slot), Lows[i], Highs[i]);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a clipping step";
        before.RequireSlots(ColumnKind.Number, Inputs, Adds?.Count ?? 0, Part);
        Damaged.Length(Lows, Inputs.Length, Part, "lower bounds");
        Damaged.Length(Highs, Inputs.Length, Part, "upper bounds");
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
            graph.Define(Adds[i], Bounds.Clip(graph, graph.Column(ColumnKind.Number, Inputs[i]), Lows[i], Highs[i]));
    }

    public override string ToString() => FittedStepText.Of(this);
}
