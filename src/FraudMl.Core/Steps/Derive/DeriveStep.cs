namespace FraudMl;

internal sealed class DeriveStep(string name, DerivedNode expression) : IFeatureStep
{
    public string Name => $"Derive({name})";

    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; } = [.. expression.Texts()];

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        string[] sources = FeatureColumn.SourcesOf(expression.Columns().Select(column => rows.Schema[column]));
        var column = new SchemaColumn(ColumnKind.Number, rows.Schema.SlotCount(ColumnKind.Number), new FeatureColumn(name, sources));
        return new FittedDerive(column, expression.Bind(rows.Schema));
    }
}
