using System.Numerics.Tensors;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Multiplies pairs of numbers.</summary>
/// <param name="Left">The slots of the first factors.</param>
/// <param name="Right">The slots of the second factors.</param>
/// <param name="Adds">The columns written, in the same order.</param>
[StoredAs("interactions")]
internal sealed record FittedInteractions(int[] Left, int[] Right, IReadOnlyList<SchemaColumn> Adds) : IFittedStep, ICheckedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Left.Length; i++)
            TensorPrimitives.Multiply(block.Numbers(Left[i]), block.Numbers(Right[i]), block.Numbers(Adds[i].Slot));
    }

    void ICheckedStep.Check(RowSchema before)
    {
        before.RequireSlots(ColumnKind.Number, Left, Adds?.Count ?? 0, "a step of interactions");
        before.RequireSlots(ColumnKind.Number, Right, Left.Length, "a step of interactions");
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Left.Length; i++)
            graph.Define(Adds[i], graph.Node("Mul", [graph.Column(ColumnKind.Number, Left[i]), graph.Column(ColumnKind.Number, Right[i])]));
    }

    public override string ToString() => FittedStepText.Of(this);
}
