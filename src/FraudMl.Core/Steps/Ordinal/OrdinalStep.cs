namespace FraudMl;

[DefinedAs("Ordinal")]
internal sealed class OrdinalStep(Columns columns, OrdinalOptions options) : IFeatureStep
{
    public string Name => $"Ordinal({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new OrdinalStep(columns, other.As<OrdinalOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        return new FittedLookup(
            Name, [.. TextCategories.In(rows, columns, Name).Select((categories, i) => Table(categories, slot + i, names))],
            options.KeepInput, options.RefuseUnknown);
    }

    private LookupTable Table(TextCategories categories, int slot, FreeNames names)
    {
        var places = categories.Sorted().Select((category, place) => (category, place))
            .ToDictionary(pair => pair.category, pair => pair.place);
        FeatureColumn feature = categories.Feature("Ordinal", names) with { Kind = FeatureKind.Ordinal };
        LookupTable table = categories.Table(slot, feature, category => places[category], options.UnknownValue ?? double.NaN);
        return options.MissingValue is { } missing ? table with { Missing = (float)missing } : table;
    }
}
