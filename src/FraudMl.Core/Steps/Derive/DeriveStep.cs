namespace FraudMl;

internal sealed class DeriveStep(string name, DerivedNode expression) : IFeatureStep
{
    public string Name => $"Derive({name})";

    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; } = [.. expression.Texts()];

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        string[] sources = [.. expression.Columns().Distinct(StringComparer.Ordinal).Select(column => rows.Schema[column].Feature.Source).Distinct(StringComparer.Ordinal)];
        var column = new SchemaColumn(ColumnKind.Number, rows.Schema.SlotCount(ColumnKind.Number), new FeatureColumn(name, string.Join("+", sources)));
        return new FittedDerive(column, expression.Bind(rows.Schema));
    }
}
