using FraudMl.Onnx;

namespace FraudMl.Serving.Tests;

/// <summary>Turns a time into hours, fractions of a microsecond visible.</summary>
internal sealed class HourOfDayStep(string column) : IFeatureStep
{
    public string Name => "HourOfDay";

    public ValidatedOptions Options => NoOptions.Instance;

    public IFeatureStep With(ValidatedOptions options) => this;

    public IFittedStep Fit(TrainingRows rows, StepContext context) =>
        new Fitted(rows.Schema[column].Slot,
            [new SchemaColumn(ColumnKind.Number, rows.Schema.SlotCount(ColumnKind.Number), new FeatureColumn("Hour", column))], [column]);

    private sealed record Fitted(int Slot, IReadOnlyList<SchemaColumn> Adds, IReadOnlyList<string> Removes) : IFittedStep
    {
        public void Transform(RowBlock block)
        {
            Span<float> hours = block.Numbers(Adds[0].Slot);
            ReadOnlySpan<long> times = block.Timestamps(Slot);
            for (int row = 0; row < times.Length; row++) hours[row] = times[row] == TimestampColumn.Missing
                ? -1 : times[row] % 86_400_000_000L / 3.6e9f;
        }

        public void Export(OnnxGraph graph) => throw new OnnxExportException("HourOfDay", "it lives in a test.");
    }
}
