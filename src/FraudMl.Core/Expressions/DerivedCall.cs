using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

internal sealed record DerivedCall(DerivedFunction Function, IReadOnlyList<DerivedNode> Arguments) : DerivedNode
{
    public override IEnumerable<string> Columns() => Arguments.SelectMany(argument => argument.Columns());

    public override IEnumerable<KeyValuePair<string, string>> Texts() => Arguments.SelectMany(argument => argument.Texts());

    public override DerivedNode Bind(RowSchema schema) =>
        this with { Arguments = [.. Arguments.Select(argument => argument.Bind(schema))] };

    public override void Evaluate(RowBlock block, Span<float> result)
    {
        int length = result.Length;
        float[] scratch = ArrayPool<float>.Shared.Rent(length * 2);
        Span<float> second = scratch.AsSpan(0, length);
        Span<float> third = scratch.AsSpan(length, length);
        Arguments[0].Evaluate(block, result);
        if (Arguments.Count > 1) Arguments[1].Evaluate(block, second);
        if (Arguments.Count > 2) Arguments[2].Evaluate(block, third);
        DerivedKernels.Apply(Function, result, second, third);
        ArrayPool<float>.Shared.Return(scratch);
    }

    public override string Export(OnnxGraph graph) =>
        DerivedOnnx.Export(graph, Function, [.. Arguments.Select(argument => argument.Export(graph))]);

    public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";
}
