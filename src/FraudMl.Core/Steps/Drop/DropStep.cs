namespace FraudMl;

[DefinedAs("Drop")]
internal sealed class DropStep(Columns columns) : IFeatureStep
{
    public string Name => $"Drop({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => NoOptions.Instance;

    public IFeatureStep With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context) =>
        new FittedDrop([.. columns.In(rows.Schema).Select(column => column.Name)]);
}
