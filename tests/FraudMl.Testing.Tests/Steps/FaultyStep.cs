using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl.Testing.Tests;

/// <summary>A step that takes the mean from the column <c>balance</c>, with one fault.</summary>
internal sealed class FaultyStep(StepFault fault) : IFeatureStep
{
    private static int _fits;

    private float? _first;

    public string Name => "Faulty";

    public ValidatedOptions Options => NoOptions.Instance;

    public bool IsCrossFitted => fault == StepFault.TellsLabels;

    public IFeatureStep With(ValidatedOptions options)
    {
        if (fault != StepFault.IgnoresOptions) _ = options.As<NoOptions>(Name);
        return new FaultyStep(fault);
    }

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        SchemaColumn input = rows.Schema["balance"];
        float mean = 0;
        foreach (float value in rows.Numbers(input)) mean += value / rows.Block.RowCount;
        _first ??= mean;
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var added = new SchemaColumn(ColumnKind.Number, slot, new FeatureColumn("balance.Faulty", "balance"));
        return new FaultyFitted(input.Slot, rows.Schema["city"].Slot, [added], fault)
        {
            Mean = fault switch
            {
                StepFault.KeepsItsFirstFit => _first.Value,
                StepFault.CountsItsFits => mean + Interlocked.Increment(ref _fits),
                _ => mean,
            },
            Hidden = fault == StepFault.ForgetsWhatItLearned ? 1 : 0,
        };
    }

    public IFittedStep FitTransform(TrainingRows rows, StepContext context)
    {
        IFittedStep fitted = Fit(rows, context);
        rows.Block.Reserve(rows.Schema.After(fitted));
        fitted.Transform(rows.Block);
        Span<float> written = rows.Block.Numbers(fitted.Adds[0].Slot);
        if (fault == StepFault.GivesTrainingRowsOtherValues) written[0] += 1;
        for (int row = 0; fault == StepFault.TellsLabels && row < rows.Labels.Length; row++) written[row] = rows.Labels.Span[row] ? 1 : 0;
        return fitted;
    }
}

[StoredAs("testing.faulty")]
internal sealed record FaultyFitted(int Input, int Text, IReadOnlyList<SchemaColumn> Adds, StepFault Fault) : IFittedStep
{
    public float Mean { get; init; }

    [JsonIgnore]
    public float Hidden { get; init; }

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        ReadOnlySpan<float> input = block.Numbers(Input)[..block.RowCount];
        float spread = Fault switch
        {
            StepFault.ReadsTheSizeOfTheBlock => block.RowCount,
            StepFault.SpreadsMissingValues => input.ContainsAny(float.NaN, float.NaN) ? 1 : 0,
            StepFault.SpreadsInfinity => input.Contains(float.PositiveInfinity) ? 1 : 0,
            StepFault.SpreadsUnseenTexts => block.Codes(Text)[..block.RowCount].Contains(TextDictionary.Unknown) ? 1 : 0,
            _ => 0,
        };
        Span<float> output = block.Numbers(Adds[0].Slot);
        for (int row = 0; row < input.Length; row++) output[row] = input[row] - Mean + Hidden + spread;
    }

    public void Export(OnnxGraph graph)
    {
        if (Fault == StepFault.ExportsNothing) throw new OnnxExportException("Faulty", "no");
        string mean = graph.Floats([Fault == StepFault.ExportsOtherMaths ? Mean + 1 : Mean]);
        graph.Define(Adds[0], graph.Node("Sub", [graph.Column(ColumnKind.Number, Input), mean]));
    }
}
