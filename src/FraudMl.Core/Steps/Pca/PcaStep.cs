namespace FraudMl;

[DefinedAs("Pca")]
internal sealed class PcaStep(Columns columns, PcaOptions options) : IFeatureStep
{
    public string Name => $"Pca({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => options.VarianceRatio is not null;

    public IFeatureStep With(ValidatedOptions other) => new PcaStep(columns, other.As<PcaOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        RequireComplete(rows, inputs);
        var components = PrincipalComponents.Of(inputs.Count, rows.Block.RowCount, (column, first, values) =>
        {
            ReadOnlySpan<float> numbers = rows.Numbers(inputs[column]).Slice(first, values.Length);
            for (int i = 0; i < values.Length; i++) values[i] = numbers[i];
        });
        if (options.ComponentCount > components.Components.Length)
        {
            throw new FraudMlException(
                $"{Name} can make at most {components.Components.Length} components from {inputs.Count} columns and {rows.Block.RowCount} "
                + $"rows, and ComponentCount is {options.ComponentCount}. Lower it.");
        }

        int count = options.ComponentCount
            ?? (options.VarianceRatio is { } ratio ? components.CountFor(ratio) : components.Components.Length);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        string[] sources = FeatureColumn.SourcesOf(inputs);
        return new FittedPca(
            NewColumns.Slots(inputs),
            [.. Enumerable.Range(0, count)
                .Select(i => new SchemaColumn(ColumnKind.Number, slot + i,
                    new FeatureColumn(names.Give(FormattableString.Invariant($"{options.Prefix}{i + 1}")), sources)))],
            [.. inputs.Select(input => input.Name)],
            components.Means,
            components.Components[..count],
            components.Variances[..count],
            components.TotalVariance,
            options.Whiten);
    }

    private void RequireComplete(TrainingRows rows, IReadOnlyList<SchemaColumn> inputs)
    {
        var problems = new List<string>();
        foreach (SchemaColumn input in inputs)
        {
            int missing = 0;
            foreach (float value in rows.Numbers(input)) missing += float.IsFinite(value) ? 0 : 1;
            if (missing > 0) problems.Add($"'{input.Name}' is missing or infinite in {missing} of {rows.Block.RowCount} rows. Add "
                + $".Impute(\"{input.Name}\") before it.");
        }

        if (problems.Count > 0) throw new FraudMlException($"{Name} needs finite numbers", problems);
    }
}
