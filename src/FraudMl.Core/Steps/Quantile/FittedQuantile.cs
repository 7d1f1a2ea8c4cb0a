using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces numbers by their rank in training, or by the normal variable of that rank.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Curves">Ranks by value, one curve per column.</param>
/// <param name="Output">What the result is distributed as.</param>
[StoredAs("quantile")]
internal sealed record FittedQuantile(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, IReadOnlyList<QuantileCurve> Curves,
    OutputDistribution Output) : IFittedStep, ICheckedStep
{
    // The normal variables of ranks 1e-7 and 1 − 1e-7, as scikit-learn cuts them off.
    private const double Lowest = -5.199337582605575;
    private const double Highest = 5.19933758270342;
    private const double SmallestRank = 1e-8;

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    /// <value>
    /// Whether the normal output takes what is an end for one only where a double tells the margin from 0; null in steps saved before.
    /// </value>
    public bool? ByMargin { get; init; }

    private bool AtEnds => ByMargin != true;

    // Next to an end the normal output jumps to it.
    private double Margin => Output == OutputDistribution.Normal ? 1e-7 : 0;

    public static double Normal(double rank) => double.IsNaN(rank)
        ? rank
        : Math.Clamp(NormalQuantile.Of(Math.Clamp(rank, SmallestRank, 1 - SmallestRank)), Lowest, Highest);

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            QuantileCurve curve = Curves[i];
            for (int row = 0; row < output.Length; row++)
            {
                double rank = curve.Rank(input[row], Margin, AtEnds);
                output[row] = (float)(Output == OutputDistribution.Normal ? Normal(rank) : rank);
            }
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a quantile step";
        before.RequireSlots(ColumnKind.Number, Inputs, Adds?.Count ?? 0, Part);
        Damaged.Unless(Damaged.All(Curves, Part, "curves").Count == Inputs.Length, Part, "has other curves than inputs");
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Column(ColumnKind.Number, Inputs[i]);
            string missing = graph.Floats([float.NaN]);
            if (Curves[i].Knots.Length == 0)
            {
                graph.Define(Adds[i], graph.Node("Add", [input, missing]));
                continue;
            }

            string rank = Rank(graph, Curves[i], input);
            string result = graph.Cast(Output == OutputDistribution.Normal ? Normal(graph, rank) : rank, OnnxElement.Float);
            graph.Define(Adds[i], graph.Node("Where", [graph.Node("IsNaN", [input]), missing, result]));
        }
    }

    private string Rank(OnnxGraph graph, QuantileCurve curve, string input)
    {
        string value = graph.Cast(input, OnnxElement.Double), margin = graph.Doubles([Margin]);
        string first = graph.Doubles([curve.Knots[0]]), last = graph.Doubles([curve.Knots[^1]]), one = graph.Doubles([1]),
            zero = graph.Doubles([0]);
        string passed = graph.Node("Sub", [EdgeLookup.Passed(graph, input, curve.Edges()), graph.Floats([1])]);
        string place = graph.Cast(graph.Node("Max", [passed, graph.Floats([0])]), OnnxElement.Int64);
        string Of(double[] values) => graph.Node("Gather", [graph.Doubles(values, values.Length), place]);
        string knot = Of(curve.Knots), right = Of(curve.Right);
        string between = graph.Node("Add", [graph.Node("Mul", [Of(curve.Slopes()), graph.Node("Sub", [value, knot])]), right]);
        string atKnot = graph.Node("Div", [graph.Node("Add", [Of(curve.Left), right]), graph.Doubles([2])]);
        string inside = graph.Node("Where", [graph.Node("Equal", [value, knot]), atKnot, between]);
        string Or(string near, string end) => AtEnds ? graph.Node("Or", [near, graph.Node("Equal", [value, end])]) : near;
        string isLast = Or(graph.Node("Greater", [graph.Node("Add", [value, margin]), last]), last);
        string isFirst = Or(graph.Node("Less", [graph.Node("Sub", [value, margin]), first]), first);
        return graph.Node("Where", [isFirst, zero, graph.Node("Where", [isLast, one, inside])]);
    }

    private static string Normal(OnnxGraph graph, string rank)
    {
        string Limit(string value, double low, double high) =>
            graph.Node("Min", [graph.Node("Max", [value, graph.Doubles([low])]), graph.Doubles([high])]);
        return Limit(OnnxMaths.NormalQuantile(graph, Limit(rank, SmallestRank, 1 - SmallestRank)), Lowest, Highest);
    }

    public override string ToString() => FittedStepText.Of(this);
}
