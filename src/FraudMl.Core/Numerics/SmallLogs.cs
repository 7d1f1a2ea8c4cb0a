using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Logarithms and powers near 1 that keep their digits.</summary>
internal static class SmallLogs
{
    /// <summary>The rate below which (exp(rate · x) − 1) / rate would lose more digits than two terms of its series.</summary>
    public const double SmallRate = 1e-6;

    /// <summary>Returns ln(1 + x) with full precision near 0 (Goldberg 1991, theorem 4).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(sum) * (x / (sum - 1));
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

    /// <summary>Returns (exp(rate · x) − 1) / rate; x itself where the rate is 0.</summary>
    public static double Growth(double rate, double x) =>
        Math.Abs(rate) < SmallRate ? x + (rate * x * x / 2) : (Math.Exp(rate * x) - 1) / rate;

    /// <summary>Writes (exp(rate · x) − 1) / rate of a tensor of doubles into a graph.</summary>
    public static string Growth(OnnxGraph graph, double rate, string x)
    {
        string factor = graph.Doubles([rate]);
        if (Math.Abs(rate) < SmallRate)
            return graph.Node("Add", [x, graph.Node("Div", [graph.Node("Mul", [graph.Node("Mul", [factor, x]), x]), graph.Doubles([2])])]);
        return graph.Node("Div", [graph.Node("Sub", [graph.Node("Exp", [graph.Node("Mul", [factor, x])]), graph.Doubles([1])]), factor]);
    }
}
