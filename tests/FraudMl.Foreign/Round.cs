using System.Text.Json.Serialization;
using FraudMl;
using FraudMl.Onnx;

namespace Foreign;

/// <summary>Which way numbers are rounded.</summary>
public enum Rounding
{
    /// <summary>To the nearest.</summary>
    Nearest,

    /// <summary>Down.</summary>
    Down,
}

/// <summary>Adds rounding to a share of the mean amount to the pipeline builder.</summary>
public static class RoundCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds the step.</summary>
        /// <param name="columns">The columns.</param>
        /// <param name="rounding">Which way.</param>
        public FraudPipelineBuilder Round(Columns columns, Rounding rounding = Rounding.Nearest) => builder.Step(new RoundStep(columns, rounding));
    }
}

internal sealed class RoundStep(Columns columns, Rounding rounding) : IFeatureStep
{
    public string Name => $"Round({columns})";

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        float[] units = [.. inputs.Select(input => Unit(rows.Numbers(input)))];
        return new FittedRound([.. inputs.Select(input => input.Slot)], [.. inputs.Select((input, i) => input with { Slot = slot + i })], units, rounding);
    }

    private static float Unit(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += Math.Abs(value);
        return (float)Math.Max(sum / values.Length / 10, 1e-3);
    }
}

[StoredAs("foreign.round")]
internal sealed record FittedRound(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float[] Units, Rounding Rounding, string? Note = null) : IFittedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++)
            {
                float times = input[row] / Units[i];
                output[row] = (Rounding == Rounding.Down ? MathF.Floor(times) : MathF.Round(times)) * Units[i];
            }
        }
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            string unit = graph.Floats([Units[i]]);
            string times = graph.Node("Div", [graph.Column(ColumnKind.Number, Inputs[i]), unit]);
            graph.Define(Adds[i], graph.Node("Mul", [graph.Node(Rounding == Rounding.Down ? "Floor" : "Round", [times]), unit]));
        }
    }
}
