namespace FraudMl;

[DefinedAs("Categorical")]
internal sealed class CategoricalStep(Columns columns, CategoricalOptions options) : IFeatureStep
{
    public string Name => $"Categorical({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new CategoricalStep(columns, other.As<CategoricalOptions>(Name));

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        return new FittedLookup(Name,
            [.. TextCategories.In(rows, columns, Name).Select((categories, i) => Table(categories, slot + i, names))], options.KeepInput);
    }

    // The common ones first: splits name them, and their sets of bits stay short.
    private LookupTable Table(TextCategories categories, int slot, FreeNames names)
    {
        int[] common = [.. categories.Sorted().OrderByDescending(category => categories.Counts[category])];
        if (common.Length > CategorySet.MostCategories)
            throw new FraudMlException($"{Name} numbers up to {CategorySet.MostCategories} categories, and '{categories.Column.Name}' has "
                + $"{common.Length}. Use .Frequency or .TargetMean.") { ColumnName = categories.Column.Name };
        var places = common.Select((category, place) => (category, place)).ToDictionary(pair => pair.category, pair => pair.place);
        FeatureColumn feature = categories.Feature("Category", names) with { Kind = FeatureKind.Categorical };
        return categories.Table(slot, feature, category => places[category], double.NaN);
    }

    public override string ToString() => PartText.Of(this);
}
