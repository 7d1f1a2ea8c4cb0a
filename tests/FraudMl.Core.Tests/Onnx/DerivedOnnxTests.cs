using System.Linq.Expressions;
using FraudMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FraudMl.Tests.Onnx;

/// <summary>Every function of derived columns computes the same in ONNX Runtime.</summary>
public sealed class DerivedOnnxTests
{
    private static readonly Dictionary<string, Expression<Func<FeatureRow, double>>> Expressions = new()
    {
        ["Add"] = row => row["A"] + row["B"] + 1,
        ["Subtract"] = row => row["A"] - row["B"],
        ["Multiply"] = row => row["A"] * 2.5 * row["B"],
        ["Divide"] = row => row["A"] / row["B"],
        ["Remainder"] = row => row["A"] % 24,
        ["Negate"] = row => -row["A"],
        ["Log"] = row => MathF.Log(1 + row["A"]),
        ["Log2"] = row => Math.Log2(row["A"]),
        ["Log10"] = row => Math.Log10(row["A"]),
        ["Exp"] = row => Math.Exp(row["A"]),
        ["Sqrt"] = row => Math.Sqrt(row["A"]),
        ["Abs"] = row => Math.Abs(row["A"]),
        ["Floor"] = row => Math.Floor(row["A"]),
        ["Ceiling"] = row => Math.Ceiling(row["A"]),
        ["Round"] = row => Math.Round(row["A"]),
        ["Min"] = row => Math.Min(row["A"], row["B"]),
        ["Max"] = row => Math.Max(row["A"], 0),
        ["Pow"] = row => Math.Pow(row["A"], row["B"]),
        ["Sin"] = row => Math.Sin(row["A"]),
        ["Cos"] = row => Math.Cos(row["A"]),
        ["Tan"] = row => Math.Tan(row["A"]),
        ["Tanh"] = row => Math.Tanh(row["A"]),
        ["Asin"] = row => Math.Asin(row["A"]),
        ["Acos"] = row => Math.Acos(row["A"]),
        ["Atan"] = row => Math.Atan(row["A"]),
        ["Sinh"] = row => Math.Sinh(row["A"]),
        ["Cosh"] = row => Math.Cosh(row["A"]),
        ["Truncate"] = row => Math.Truncate(row["A"]),
        ["Clamp"] = row => Math.Clamp(row["A"], -1.5f, row["B"]),
        ["IsFinite"] = row => float.IsFinite(row["A"]) ? 1 : 0,
        ["IsInfinity"] = row => float.IsInfinity(row["A"]) ? 1 : 0,
        ["IsNaN"] = row => float.IsNaN(row["A"]) ? 1 : 0,
        ["Less"] = row => row["A"] < row["B"] ? 1 : 0,
        ["LessOrEqual"] = row => row["A"] <= 0.5 ? row["B"] : -1,
        ["Greater"] = row => row["A"] > row["B"] ? 1 : 0,
        ["GreaterOrEqual"] = row => row["A"] >= 0.5 ? 1 : row["B"],
        ["Equal"] = row => row["A"] == row["B"] ? 1 : 0,
        ["NotEqual"] = row => row["A"] != row["B"] ? 1 : 0,
        ["And"] = row => row["A"] > 0 && row["B"] > 0 ? 1 : 0,
        ["Or"] = row => row["A"] > 1 || row["B"] > 1 ? 1 : 0,
        ["Not"] = row => !(row["A"] > 0) ? 1 : 0,
        ["Select"] = row => row["A"] > 0 ? row["A"] : row["B"] * 2,
    };

    private static readonly float[] Values =
        [0, -0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 1, -1, 2, 3, 10, -7.25f, 0.1f, 33.3f, 86399, float.NaN, float.PositiveInfinity,
            float.NegativeInfinity];

    public static TheoryData<string> Functions => [.. Enum.GetNames<DerivedFunction>()];

    [Theory, MemberData(nameof(Functions))]
    public void A_function_gives_the_same_numbers(string function)
    {
        (float[] a, float[] b) = Pairs();
        var schema = new RowSchema([Number("A", 0), Number("B", 1)]);
        DerivedNode node = DerivedParser.Parse(Expressions[function], function).Bind(schema);
        node.ToString()!.ShouldContain(function + "(");
        float[] ours = Ours(node, schema, a, b), theirs = Theirs(node, a, b);
        for (int i = 0; i < ours.Length; i++)
        {
            string where = $"{function} of {a[i]} and {b[i]}";
            if (!float.IsFinite(ours[i])) theirs[i].ShouldBe(ours[i], where);
            else ((double)theirs[i]).ShouldBe(ours[i], 1e-6 * Math.Max(1, Math.Abs(ours[i])), where);
        }
    }

    [Fact]
    public void A_cast_to_a_whole_number_is_refused_since_it_would_not_cut_the_fraction_off()
    {
        Should.Throw<FraudMlException>(() =>
            DerivedParser.Parse((Expression<Func<FeatureRow, double>>)(row => (int)row["A"] % 24), "Derive"))
            .Message.ShouldContain("not supported");
    }

    private static (float[] A, float[] B) Pairs()
    {
        var pairs = Values.SelectMany(a => Values.Select(b => (a, b))).ToArray();
        return ([.. pairs.Select(pair => pair.a)], [.. pairs.Select(pair => pair.b)]);
    }

    private static SchemaColumn Number(string name, int slot) => new(ColumnKind.Number, slot, new FeatureColumn(name, name));

    private static float[] Ours(DerivedNode node, RowSchema schema, float[] a, float[] b)
    {
        var block = new RowBlock(a.Length);
        block.Reserve(schema);
        a.CopyTo(block.Numbers(0));
        b.CopyTo(block.Numbers(1));
        var result = new float[block.PaddedRowCount];
        node.Evaluate(block, result);
        return result[..a.Length];
    }

    private static float[] Theirs(DerivedNode node, float[] a, float[] b)
    {
        var graph = new OnnxGraph();
        graph.Define(Number("A", 0), graph.Input("A", OnnxElement.Float, 1));
        graph.Define(Number("B", 1), graph.Input("B", OnnxElement.Float, 1));
        graph.Output("Result", node.Export(graph), OnnxElement.Float);
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([
            NamedOnnxValue.CreateFromTensor("A", new DenseTensor<float>(a, [a.Length, 1])),
            NamedOnnxValue.CreateFromTensor("B", new DenseTensor<float>(b, [b.Length, 1]))]);
        return [.. results.Single().AsEnumerable<float>()];
    }
}
