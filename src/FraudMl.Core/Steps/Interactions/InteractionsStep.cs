namespace FraudMl;

[DefinedAs("Interactions")]
internal sealed class InteractionsStep(Columns columns, InteractionsOptions options) : IFeatureStep
{
    public string Name => $"Interactions({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new InteractionsStep(columns, other.As<InteractionsOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        int pairCount = inputs.Count * (inputs.Count - 1) / 2;
        if (inputs.Count < 2) throw new FraudMlException($"{Name} needs at least two number columns, and got {inputs.Count}.");
        if (pairCount > options.MaximumPairCount)
            throw new FraudMlException($"{Name} makes {pairCount} pairs of {inputs.Count} columns (the most allowed "
                + $"is {options.MaximumPairCount}). Name fewer columns, or raise MaximumPairCount.");
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        var pairs = inputs.SelectMany((left, i) => inputs.Skip(i + 1).Select(right => (left, right))).ToArray();
        return new FittedInteractions(
            [.. pairs.Select(pair => pair.left.Slot)],
            [.. pairs.Select(pair => pair.right.Slot)],
            [.. pairs.Select((pair, i) => new SchemaColumn(
                ColumnKind.Number, slot + i,
                new FeatureColumn(names.Give($"{pair.left.Name}*{pair.right.Name}"), FeatureColumn.SourcesOf([pair.left, pair.right]))))]);
    }
}
