using System.Text.Json.Serialization;
using FraudMl;
using FraudMl.Data;
using FraudMl.Onnx;
using FraudMl.Options;
using FraudMl.Steps;
using FraudMl.Storage;
using FraudMl.Validation;

namespace AcmeFraud;

/// <summary>Options of the step; what they tune is searched by default.</summary>
public sealed record RoundAmountsOptions : ValidatedOptions
{
    /// <value>What values are rounded to, above 0. Default 5.</value>
    [Rule(Above = 0), Tune(0.5, 50, Scale.Log)]
    public float Unit { get; init; } = 5;
}

/// <summary>Adds the step to pipelines.</summary>
public static class RoundAmountsCatalog
{
    /// <summary>Lets models with this step be saved and loaded; call it once at the start of each app that does.</summary>
    public static void Register() => StoredTypes.Add(RoundAmountsJson.Default.FittedRoundAmounts);

    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Rounds numbers to a unit.</summary>
        public FraudPipelineBuilder RoundAmounts(Columns columns, RoundAmountsOptions? options = null) =>
            builder.Step(new RoundAmountsStep(columns, options ?? new RoundAmountsOptions()));
    }
}

/// <summary>What is configured; it is fitted inside each training fold.</summary>
public sealed class RoundAmountsStep(Columns columns, RoundAmountsOptions options) : IFeatureStep
{
    public string Name => $"RoundAmounts({columns})";

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions options) => new RoundAmountsStep(columns, options.As<RoundAmountsOptions>(Name));

    // Look at the training rows here, where there is something to learn. Every step writes new slots, one after the other.
    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        return new FittedRoundAmounts(
            [.. inputs.Select(input => input.Slot)], [.. inputs.Select((input, i) => input with { Slot = slot + i })], options.Unit);
    }
}

/// <summary>What is left when it was fitted: plain data. Its name in model files never changes again.</summary>
[StoredAs("acme.round-amounts")]
public sealed record FittedRoundAmounts(int[] Inputs, IReadOnlyList<SchemaColumn> Adds, float Unit) : IFittedStep
{
    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Adds[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = MathF.Round(input[row] / Unit) * Unit;
        }
    }

    // The same maths, in the same order.
    public void Export(OnnxGraph graph)
    {
        string unit = graph.Floats([Unit]);
        for (int i = 0; i < Inputs.Length; i++)
        {
            string times = graph.Node("Div", [graph.Column(ColumnKind.Number, Inputs[i]), unit]);
            graph.Define(Adds[i], graph.Node("Mul", [graph.Node("Round", [times]), unit]));
        }
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(FittedRoundAmounts))]
internal sealed partial class RoundAmountsJson : JsonSerializerContext;
