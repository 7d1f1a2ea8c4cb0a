using System.Globalization;
using FraudMl.Onnx;

namespace FraudMl;

internal sealed record DerivedNumber(float Value) : DerivedNode
{
    public override IEnumerable<string> Columns() => [];

    public override DerivedNode Bind(RowSchema schema) => this;

    public override void Evaluate(RowBlock block, Span<float> result) => result.Fill(Value);

    public override string Export(OnnxGraph graph) => graph.Floats([Value]);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
