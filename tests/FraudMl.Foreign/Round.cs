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

/// <summary>Options of rounding.</summary>
public sealed record RoundOptions : ValidatedOptions
{
    /// <value>Which way. Default: to the nearest.</value>
    public Rounding Rounding { get; init; }

    /// <value>The unit as a share of the mean amount. Default 0.1.</value>
    [Rule(Above = 0), Tune(0.01, 1, Scale.Log)]
    public double UnitRatio { get; init; } = 0.1;
}

/// <summary>Adds rounding to a share of the mean amount to the pipeline builder.</summary>
public static class RoundCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds the step.</summary>
        /// <param name="columns">The columns.</param>
        /// <param name="options">The options.</param>
        public FraudPipelineBuilder Round(Columns columns, RoundOptions? options = null) =>
            builder.Step(new RoundStep(columns, options ?? new RoundOptions()));
    }
}

[DefinedAs("Round")]
internal sealed class RoundStep(Columns columns, RoundOptions options) : IFeatureStep
{
    public string Name => $"Round({columns})";

    public ValidatedOptions Options => options;

    public Columns? Columns => columns;

    public IFeatureStep With(ValidatedOptions options) => new RoundStep(columns, options.As<RoundOptions>(Name));

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        float[] units = [.. inputs.Select(input => Unit(rows.Numbers(input)))];
        return new FittedRound([.. inputs.Select(input => input.Slot)], [.. inputs.Select((input, i) => input with { Slot = slot + i })],
            units, options.Rounding);
    }

    private float Unit(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += Math.Abs(value);
        return (float)Math.Max(sum / values.Length * options.UnitRatio, 1e-3);
    }
}

[StoredAs("foreign.round")]
internal sealed record FittedRound(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float[] Units, Rounding Rounding, string? Note = null)
    : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Check(RowSchema before)
    {
        bool isWhole = Inputs.Length == Adds.Count && Units.Length == Inputs.Length
            && Inputs.All(slot => slot >= 0 && slot < before.SlotCount(ColumnKind.Number));
        if (!isWhole) throw new FraudMlException(
            "This model is damaged: a rounding step needs an input, an output and a unit for each column.");
    }

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
