using Normal = FraudMl.NormalQuantile;

namespace FraudMl.Onnx;

/// <summary>The functions of Numerics that ONNX has no operator for, written into a graph with the same arithmetic.</summary>
internal static class OnnxMaths
{
    /// <summary>Writes the normal quantiles of a tensor of doubles (algorithm AS 241).</summary>
    public static string NormalQuantile(OnnxGraph graph, string probability)
    {
        string Number(double value) => graph.Doubles([value]);
        string q = graph.Node("Sub", [probability, Number(0.5)]);
        string square = graph.Node("Sub", [Number(0.180625), graph.Node("Mul", [q, q])]);
        string central = graph.Node("Div", [graph.Node("Mul", [q, Polynomial(graph, Normal.CentralTop, square)]),
            Polynomial(graph, Normal.CentralBottom, square)]);
        string isLow = graph.Node("Less", [q, Number(0)]);
        string smaller = graph.Node("Where", [isLow, probability, graph.Node("Sub", [Number(1), probability])]);
        string root = graph.Node("Sqrt", [graph.Node("Neg", [graph.Node("Log", [smaller])])]);
        string r = graph.Node("Sub", [root, Number(1.6)]);
        string tail = graph.Node("Div", [Polynomial(graph, Normal.TailTop, r), Polynomial(graph, Normal.TailBottom, r)]);
        string signed = graph.Node("Where", [isLow, graph.Node("Neg", [tail]), tail]);
        return graph.Node("Where", [graph.Node("Greater", [square, Number(0)]), central, signed]);
    }

    /// <summary>Writes ln(1 + x) of a tensor of doubles into a graph.</summary>
    public static string Log1p(OnnxGraph graph, string x)
    {
        string one = graph.Doubles([1]);
        string sum = graph.Node("Add", [one, x]);
        string correction = graph.Node("Div", [x, graph.Node("Sub", [sum, one])]);
        string large = graph.Node("Mul", [graph.Node("Log", [sum]), correction]);
        string isSmall = graph.Node("Equal", [sum, one]), isInfinite = graph.Node("Equal", [x, graph.Doubles([double.PositiveInfinity])]);
        return graph.Node("Where", [graph.Node("Or", [isSmall, isInfinite]), x, large]);
    }

    /// <summary>Writes (exp(rate · x) − 1) / rate of a tensor of doubles into a graph.</summary>
    public static string Growth(OnnxGraph graph, double rate, string x)
    {
        string factor = graph.Doubles([rate]);
        if (Math.Abs(rate) < SmallLogs.SmallRate)
            return graph.Node("Add", [x, graph.Node("Div", [graph.Node("Mul", [graph.Node("Mul", [factor, x]), x]), graph.Doubles([2])])]);
        return graph.Node("Div", [graph.Node("Sub", [graph.Node("Exp", [graph.Node("Mul", [factor, x])]), graph.Doubles([1])]), factor]);
    }

    private static string Polynomial(OnnxGraph graph, double[] coefficients, string x)
    {
        string sum = graph.Doubles([coefficients[^1]]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = graph.Node("Add", [graph.Node("Mul", [sum, x]), graph.Doubles([coefficients[i]])]);
        return sum;
    }
}
