namespace FraudMl;

[DefinedAs("Clip")]
internal sealed class ClipStep(Columns columns, ClipOptions options) : IFeatureStep
{
    public string Name => $"Clip({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new ClipStep(columns, other.As<ClipOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        var bounds = inputs.Select(input => Learn(rows.Numbers(input))).ToArray();
        return new FittedClip(
            NewColumns.Slots(inputs),
            [.. NewColumns.Replacing(rows.Schema, inputs).Select((column, i) => column with
            {
                Feature = column.Feature with { Minimum = Finite(bounds[i].Low), Maximum = Finite(bounds[i].High) },
            })],
            [.. bounds.Select(bound => bound.Low)],
            [.. bounds.Select(bound => bound.High)]);
    }

    private (float Low, float High) Learn(ReadOnlySpan<float> values)
    {
        if (options.Minimum is not null || options.Maximum is not null)
            return ((float)(options.Minimum ?? double.NegativeInfinity), (float)(options.Maximum ?? double.PositiveInfinity));
        double[] sorted = NumberValues.Sorted(values);
        return sorted.Length == 0
            ? (float.NegativeInfinity, float.PositiveInfinity)
            : ((float)NumberValues.Quantile(sorted, options.LowerQuantile), (float)NumberValues.Quantile(sorted, options.UpperQuantile));
    }

    private static float? Finite(float bound) => float.IsFinite(bound) ? bound : null;
}
