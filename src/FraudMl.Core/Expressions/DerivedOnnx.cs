using FraudMl.Onnx;

namespace FraudMl;

internal static class DerivedOnnx
{
    /// <summary>Writes a function into a graph; truth is the float 1 or 0 there too.</summary>
    public static string Export(OnnxGraph graph, DerivedFunction function, string[] arguments) => function switch
    {
        DerivedFunction.Subtract => graph.Node("Sub", arguments),
        DerivedFunction.Multiply => graph.Node("Mul", arguments),
        DerivedFunction.Divide => graph.Node("Div", arguments),
        DerivedFunction.Remainder => graph.Node("Mod", arguments, new OnnxAttribute("fmod", 1L)),
        DerivedFunction.Negate => graph.Node("Neg", arguments),
        DerivedFunction.Ceiling => graph.Node("Ceil", arguments),
        DerivedFunction.Log2 => Scaled(graph, arguments[0], Math.Log(2)),
        DerivedFunction.Log10 => Scaled(graph, arguments[0], Math.Log(10)),
        DerivedFunction.IsNaN or DerivedFunction.Less or DerivedFunction.LessOrEqual or DerivedFunction.Greater
            or DerivedFunction.GreaterOrEqual or DerivedFunction.Equal => Number(graph, graph.Node(function.ToString(), arguments)),
        DerivedFunction.Truncate => graph.Node("Mul", [graph.Node("Sign", arguments), graph.Node("Floor", [graph.Node("Abs", arguments)])]),
        DerivedFunction.Clamp => graph.Node("Min", [graph.Node("Max", [arguments[0], arguments[1]]), arguments[2]]),
        DerivedFunction.IsInfinity => Number(graph, graph.Node("IsInf", arguments)),
        DerivedFunction.IsFinite =>
            Number(graph, graph.Node("Not", [graph.Node("Or", [graph.Node("IsInf", arguments), graph.Node("IsNaN", arguments)])])),
        DerivedFunction.NotEqual => Number(graph, graph.Node("Not", [graph.Node("Equal", arguments)])),
        DerivedFunction.And => Number(graph, graph.Node("And", arguments.Select(argument => Truth(graph, argument)))),
        DerivedFunction.Or => Number(graph, graph.Node("Or", arguments.Select(argument => Truth(graph, argument)))),
        DerivedFunction.Not => Number(graph, graph.Node("Not", [Truth(graph, arguments[0])])),
        DerivedFunction.Select => graph.Node("Where", [Truth(graph, arguments[0]), arguments[1], arguments[2]]),
        _ => graph.Node(function.ToString(), arguments),
    };

    private static string Scaled(OnnxGraph graph, string argument, double divisor) =>
        graph.Node("Div", [graph.Node("Log", [argument]), graph.Floats([(float)divisor])]);

    private static string Number(OnnxGraph graph, string truth) =>
        graph.Node("Cast", [truth], new OnnxAttribute("to", (long)OnnxElement.Float));

    private static string Truth(OnnxGraph graph, string number) =>
        graph.Node("Cast", [number], new OnnxAttribute("to", (long)OnnxElement.Bool));
}
