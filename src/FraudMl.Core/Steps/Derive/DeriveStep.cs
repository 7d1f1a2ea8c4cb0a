namespace FraudMl;

[DefinedAs("Derive")]
internal sealed class DeriveStep(DeriveOptions options) : IFeatureStep
{
    public string Name => $"Derive({options.Name})";

    public ValidatedOptions Options => options;

    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; } = [.. options.Expression.Texts()];

    public IFeatureStep With(ValidatedOptions other) => new DeriveStep(other.As<DeriveOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        string[] sources = FeatureColumn.SourcesOf(options.Expression.Columns().Select(column => rows.Schema[column]));
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var column = new SchemaColumn(ColumnKind.Number, slot,
            new FeatureColumn(options.IsMadeUp ? new FreeNames(rows.Schema).Give(options.Name) : options.Name, sources));
        return new FittedDerive(column, options.Expression.Bind(rows.Schema));
    }
}

internal sealed record DeriveOptions(string Name, DerivedNode Expression) : ValidatedOptions
{
    /// <value>Whether nobody chose the name: then it gives way to a column that has it.</value>
    public bool IsMadeUp { get; init; }

    public override IEnumerable<string> Problems()
    {
        if (Name.Length == 0) yield return "Name must say what the column is called. Got nothing.";
        if (!Expression.Columns().Any()) yield return "Expression must read at least one column.";
    }
}
