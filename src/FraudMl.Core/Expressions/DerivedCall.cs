using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

internal sealed record DerivedCall(DerivedFunction Function, IReadOnlyList<DerivedNode> Arguments) : DerivedNode
{
    public override IEnumerable<string> Columns() => Arguments.SelectMany(argument => argument.Columns());

    public override IEnumerable<KeyValuePair<string, string>> Texts() => Arguments.SelectMany(argument => argument.Texts());

    public override DerivedNode Bind(RowSchema schema) =>
        this with { Arguments = [.. Arguments.Select(argument => argument.Bind(schema))] };

    public override void Check(RowSchema schema)
    {
        int count = Function switch
        {
            DerivedFunction.Select or DerivedFunction.Clamp => 3,
            DerivedFunction.Negate or DerivedFunction.Not or (>= DerivedFunction.Log and <= DerivedFunction.Round) => 1,
            (>= DerivedFunction.Sin and <= DerivedFunction.Truncate) or (>= DerivedFunction.IsFinite and <= DerivedFunction.IsNaN) => 1,
            _ => 2,
        };
        Damaged.Unless(Enum.IsDefined(Function), "an expression", "has a function that is not known");
        Damaged.Unless(
            Damaged.All(Arguments, "an expression", "arguments").Count == count, "an expression", $"has other arguments than {Function} takes");
        foreach (DerivedNode argument in Arguments) argument.Check(schema);
    }

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
