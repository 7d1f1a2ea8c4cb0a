using System.Buffers;
using FraudMl.Onnx;

namespace FraudMl;

internal sealed record DerivedCall(DerivedFunction Function, IReadOnlyList<DerivedNode> Arguments) : DerivedNode
{
    // As wide as any vector: a kernel gives a constant the bits that it gives it in a block.
    private const int FoldWidth = 64;

    /// <summary>Returns the call, or what it comes to where its arguments are constants.</summary>
    public static DerivedNode Of(DerivedFunction function, params IReadOnlyList<DerivedNode> arguments)
    {
        switch (function, arguments)
        {
            case (DerivedFunction.Select, [DerivedNumber test, var yes, var no]): return test.Value != 0 ? yes : no;
            case (DerivedFunction.And, [DerivedNumber left, var right]) when right is not DerivedNumber: return left.Value != 0
                ? right : new DerivedNumber(0);
            case (DerivedFunction.And, [var left, DerivedNumber right]) when left is not DerivedNumber: return right.Value != 0
                ? left : new DerivedNumber(0);
            case (DerivedFunction.Or, [DerivedNumber left, var right]) when right is not DerivedNumber: return left.Value != 0
                ? new DerivedNumber(1) : right;
            case (DerivedFunction.Or, [var left, DerivedNumber right]) when left is not DerivedNumber: return right.Value != 0
                ? new DerivedNumber(1) : left;
        }

        if (!arguments.All(argument => argument is DerivedNumber)) return new DerivedCall(function, arguments);
        float[][] values = [.. Enumerable.Range(0, 3)
            .Select(i => Enumerable.Repeat(i < arguments.Count ? ((DerivedNumber)arguments[i]).Value : 0, FoldWidth).ToArray())];
        DerivedKernels.Apply(function, values[0], values[1], values[2]);
        return new DerivedNumber(values[0][0]);
    }

    public bool Equals(DerivedCall? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count, Arguments[0]);

    public override IEnumerable<string> Columns() => Arguments.SelectMany(argument => argument.Columns());

    public override IEnumerable<DerivedNode> Nodes() => Arguments.SelectMany(argument => argument.Nodes()).Append(this);

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
            Damaged.All(Arguments, "an expression", "arguments").Count == count, "an expression",
            $"has other arguments than {Function} takes");
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
