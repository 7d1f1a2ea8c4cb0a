using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces numbers by ln(1 + x), or by sign(x) · ln(1 + |x|).</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="IsSigned">Whether the sign is taken out first and given back.</param>
[StoredAs("log1p")]
internal sealed record FittedLog1p(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, bool IsSigned) : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public static double Of(double value, bool isSigned) =>
        isSigned ? Math.CopySign(SmallLogs.Log1p(Math.Abs(value)), value) : SmallLogs.Log1p(value);

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = (float)Of(input[row], IsSigned);
        }
    }

    void ICheckedStep.Check(RowSchema before) => before.RequireSlots(ColumnKind.Number, Inputs, Adds?.Count ?? 0, "a log1p step");

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Cast(graph.Column(ColumnKind.Number, Inputs[i]), OnnxElement.Double);
            string log = OnnxMaths.Log1p(graph, IsSigned ? graph.Node("Abs", [input]) : input);
            if (IsSigned) log = graph.Node("Where", [graph.Node("Less", [input, graph.Doubles([0])]), graph.Node("Neg", [log]), log]);
            graph.Define(Adds[i], graph.Cast(log, OnnxElement.Float));
        }
    }

    public override string ToString() => FittedStepText.Of(this);
}
