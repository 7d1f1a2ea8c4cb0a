namespace FraudMl;

/// <summary>A step that learns a centre and a scale from each column by itself.</summary>
internal abstract class ScaleStep(Columns columns) : IFeatureStep
{
    public abstract string Name { get; }

    public Columns Columns => columns;

    public abstract ValidatedOptions Options { get; }

    /// <value>The smallest and the largest result; null for no bounds.</value>
    protected virtual float[]? Clip => null;

    public abstract IFeatureStep With(ValidatedOptions options);

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        var learned = inputs.Select(input => Learn(rows.Numbers(input))).ToArray();
        return new FittedScale(
            NewColumns.Slots(inputs),
            [.. NewColumns.Unbounded(rows.Schema, inputs).Select(column => column with
            {
                Feature = column.Feature with { Minimum = Clip?[0], Maximum = Clip?[1] },
            })],
            [.. learned.Select(pair => pair.Centre)],
            [.. learned.Select(pair => pair.Scale)],
            Clip);
    }

    /// <summary>Learns from a column; one without any value must be left as it is.</summary>
    protected abstract (double Centre, double Scale) Learn(ReadOnlySpan<float> values);
}
