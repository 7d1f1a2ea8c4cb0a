namespace FraudMl;

[DefinedAs("Log1p")]
internal sealed class Log1pStep(Columns columns, Log1pOptions options) : IFeatureStep
{
    public string Name => $"Log1p({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new Log1pStep(columns, other.As<Log1pOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        return new FittedLog1p(NewColumns.Slots(inputs), NewColumns.Unbounded(rows.Schema, inputs), options.IsSigned);
    }
}
