namespace FraudMl;

[DefinedAs("Frequency")]
internal sealed class FrequencyStep(Columns columns, FrequencyOptions options) : IFeatureStep
{
    public string Name => $"Frequency({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new FrequencyStep(columns, other.As<FrequencyOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        return new FittedLookup(Name,
            [.. TextCategories.In(rows, columns, Name).Select((categories, i) => Table(categories, slot + i, names))], options.KeepInput);
    }

    private LookupTable Table(TextCategories categories, int slot, FreeNames names)
    {
        FeatureColumn feature = categories.Feature("Frequency", names) with { Minimum = 0 };
        double rowCount = categories.OfRow.Length;
        return options.AsCount
            ? categories.Table(slot, feature with { Kind = FeatureKind.Integer }, category => categories.Counts[category], 0)
            : categories.Table(slot, feature with { Maximum = 1 }, category => categories.Counts[category] / rowCount, 0);
    }
}
