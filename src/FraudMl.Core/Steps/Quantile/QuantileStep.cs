namespace FraudMl;

[DefinedAs("Quantile")]
internal sealed class QuantileStep(Columns columns, QuantileOptions options) : IFeatureStep
{
    public string Name => $"Quantile({columns}, {options.Output})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new QuantileStep(columns, other.As<QuantileOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        bool isUniform = options.Output == OutputDistribution.Uniform;
        return new FittedQuantile(
            NewColumns.Slots(inputs),
            [.. NewColumns.Unbounded(rows.Schema, inputs).Select(column => column with
            {
                Feature = column.Feature with { Minimum = isUniform ? 0 : null, Maximum = isUniform ? 1 : null },
            })],
            [.. inputs.Select(input => QuantileCurve.Learn(NumberValues.Sorted(rows.Numbers(input)), rows.Block.RowCount,
                options.QuantileCount))],
            options.Output) { ByMargin = isUniform ? null : true };
    }
}
