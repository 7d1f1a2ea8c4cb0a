using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Raises numbers to a power and standardizes them, in doubles.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Method">The family of powers.</param>
/// <param name="Powers">The power of each column, lambda in the papers.</param>
/// <param name="Means">What is subtracted from each result.</param>
/// <param name="Scales">What each result is divided by afterwards.</param>
[StoredAs("power")]
internal sealed record FittedPower(
    int[] Inputs, IReadOnlyList<SchemaColumn> Adds, PowerMethod Method, double[] Powers, double[] Means, double[] Scales)
        : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            (double power, double mean, double scale) = (Powers[i], Means[i], Scales[i]);
            for (int row = 0; row < output.Length; row++)
                output[row] = (float)((PowerFunction.Of(input[row], power, Method) - mean) / scale);
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a power step";
        before.RequireSlots(ColumnKind.Number, Inputs, Adds?.Count ?? 0, Part);
        Damaged.Length(Powers, Inputs.Length, Part, "powers");
        Damaged.Length(Means, Inputs.Length, Part, "means");
        Damaged.Length(Scales, Inputs.Length, Part, "scales");
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Cast(graph.Column(ColumnKind.Number, Inputs[i]), OnnxElement.Double);
            string raised = Method == PowerMethod.BoxCox ? BoxCox(graph, input, Powers[i]) : YeoJohnson(graph, input, Powers[i]);
            string centred = graph.Node("Sub", [raised, graph.Doubles([Means[i]])]);
            graph.Define(Adds[i], graph.Cast(graph.Node("Div", [centred, graph.Doubles([Scales[i]])]), OnnxElement.Float));
        }
    }

    private static string YeoJohnson(OnnxGraph graph, string value, double power)
    {
        string log = OnnxMaths.Log1p(graph, graph.Node("Abs", [value]));
        string negative = graph.Node("Neg", [OnnxMaths.Growth(graph, 2 - power, log)]);
        return graph.Node("Where", [graph.Node("Less", [value, graph.Doubles([0])]), negative, OnnxMaths.Growth(graph, power, log)]);
    }

    private static string BoxCox(OnnxGraph graph, string value, double power)
    {
        string raised = OnnxMaths.Growth(graph, power, graph.Node("Log", [value]));
        return graph.Node("Where", [graph.Node("Greater", [value, graph.Doubles([0])]), raised, graph.Doubles([double.NaN])]);
    }

    public override string ToString() => FittedStepText.Of(this);
}
