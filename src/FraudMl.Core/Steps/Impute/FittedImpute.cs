using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces missing numbers by values learned in training.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order, then the indicators.</param>
/// <param name="Values">The replacement for each column.</param>
/// <param name="Removes">Columns that were empty in training and end here.</param>
/// <param name="Groups">Replacements by group, for rows whose group training saw.</param>
/// <param name="Indicators">Columns that say where values were missing.</param>
[StoredAs("impute")]
internal sealed record FittedImpute(
    int[] Inputs,
    IReadOnlyList<SchemaColumn> Adds,
    float[] Values,
    IReadOnlyList<string>? Removes = null,
    GroupValues? Groups = null,
    MissingIndicators? Indicators = null) : IFittedStep, ICheckedStep
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string> Removes { get; } = Removes ?? [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = float.IsNaN(input[row]) ? Values[i] : input[row];
            Groups?.Fill(block, i, input, output);
        }

        Indicators?.Transform(block);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "an imputing step";
        int indicatorCount = Indicators?.Columns?.Count ?? 0;
        Damaged.Unless(Inputs is not null && Adds?.Count == Inputs.Length + indicatorCount, Part, "writes other columns than it reads");
        before.RequireSlots(ColumnKind.Number, Inputs, Inputs!.Length, Part);
        Damaged.Length(Values, Inputs.Length, Part, "values");
        Groups?.Check(before, Inputs.Length, Part);
        Indicators?.Check(before, Adds!, Part);
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string input = graph.Column(ColumnKind.Number, Inputs[i]);
            string value = Groups is null ? graph.Floats([Values[i]]) : Groups.Export(graph, i, Values[i]);
            graph.Define(Adds[i], graph.Node("Where", [graph.Node("IsNaN", [input]), value, input]));
        }

        Indicators?.Export(graph);
    }

    public override string ToString() => FittedStepText.Of(this);
}
