namespace FraudMl;

[DefinedAs("Hash")]
internal sealed class HashStep(Columns columns, HashOptions options) : IFeatureStep
{
    public string Name => $"Hash({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new HashStep(columns, other.As<HashOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<TextCategories> inputs = TextCategories.In(rows, columns, Name);
        int bucketCount = 1 << options.BitCount, slot = rows.Schema.SlotCount(ColumnKind.Number);
        if (inputs.Count == 0) bucketCount = 0;
        string name = string.Join("+", inputs.Select(input => input.Column.Name));
        var names = new FreeNames(rows.Schema);
        string[] sources = FeatureColumn.SourcesOf(inputs.Select(input => input.Column));
        return new FittedHash(
            Name,
            [.. inputs.Select(input => HashedColumn.Of(input, bucketCount))],
            [.. Enumerable.Range(0, bucketCount).Select(i => new SchemaColumn(
                ColumnKind.Number, slot + i, new FeatureColumn(names.Give(FormattableString.Invariant($"{name}.Hash{i}")), sources)
                {
                    Kind = FeatureKind.Integer, Minimum = -inputs.Count, Maximum = inputs.Count,
                }))],
            options.KeepInput);
    }
}
