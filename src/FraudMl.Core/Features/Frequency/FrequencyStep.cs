namespace FraudMl;

internal sealed class FrequencyStep(Columns columns, FrequencyOptions options) : IFeatureStep
{
    public string Name => $"Frequency({columns})";

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var feature = new FeatureColumn("", "") { Kind = options.AsCount ? FeatureKind.Integer : FeatureKind.Number, Minimum = 0, Maximum = options.AsCount ? null : 1 };
        double unit = options.AsCount ? 1 : rows.Block.RowCount;
        return new FittedLookup(
            Name,
            [.. TextCategories.In(rows, columns, Name).Select((categories, i) =>
                categories.Table(slot + i, "Frequency", category => categories.Counts[category] / unit, 0, feature))],
            options.KeepInput);
    }
}
