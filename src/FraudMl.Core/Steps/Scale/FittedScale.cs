using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Centres and scales numbers in doubles: (x − centre) / scale, then clips them if asked.</summary>
/// <remarks>In floats the centre itself would be rounded, and a column of years, 2019.6 ± 0.8, lose its last three digits.</remarks>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order.</param>
/// <param name="Centres">What is subtracted from each column.</param>
/// <param name="Scales">What each column is divided by afterwards.</param>
/// <param name="Clip">The smallest and the largest result; null for no bounds.</param>
[StoredAs("standardize")]
internal sealed record FittedScale(
    int[] Inputs,
    IReadOnlyList<SchemaColumn> Adds,
    [property: JsonPropertyName("means")] double[] Centres,
    double[] Scales,
    float[]? Clip = null) : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            (double centre, double scale) = (Centres[i], Scales[i]);
            for (int row = 0; row < output.Length; row++) output[row] = (float)((input[row] - centre) / scale);
            if (Clip is { } bounds) Bounds.Clip(output, output, bounds[0], bounds[1]);
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "a scaling step";
        before.RequireSlots(ColumnKind.Number, Inputs, Adds?.Count ?? 0, Part);
        Damaged.Length(Centres, Inputs.Length, Part, "centres");
        Damaged.Length(Scales, Inputs.Length, Part, "scales");
        if (Clip is not null) Damaged.Length(Clip, 2, Part, "bounds");
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Cast(graph.Column(ColumnKind.Number, Inputs[i]), OnnxElement.Double);
            string centred = graph.Node("Sub", [input, graph.Doubles([Centres[i]])]);
            string scaled = graph.Cast(graph.Node("Div", [centred, graph.Doubles([Scales[i]])]), OnnxElement.Float);
            graph.Define(Adds[i], Clip is { } bounds ? Bounds.Clip(graph, scaled, bounds[0], bounds[1]) : scaled);
        }
    }

    public override string ToString() => FittedStepText.Of(this);
}
