namespace FraudMl;

internal sealed class OneHotStep(Columns columns, OneHotOptions options) : IFeatureStep
{
    public string Name => $"OneHot({columns})";

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        NewColumns.Require(inputs, ColumnKind.Text, Name);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var encodings = new List<OneHotEncoding>();
        foreach (SchemaColumn input in inputs)
        {
            OneHotEncoding encoding = Encoding(input, rows.Codes(input), slot);
            slot += encoding.Indicators.Count;
            encodings.Add(encoding);
        }

        return new FittedOneHot(encodings, options.Unknown);
    }

    // Categories in code-point order, missing last, as scikit-learn has them.
    private OneHotEncoding Encoding(SchemaColumn input, ReadOnlySpan<int> codes, int slot)
    {
        var seen = new HashSet<int>();
        foreach (int code in codes) seen.Add(code);
        bool missing = seen.Remove(TextDictionary.Missing);
        int[] categories = [.. seen.OrderBy(code => input.Texts![code], StringComparer.Ordinal)];
        if (categories.Length > options.MaximumCategoryCount)
        {
            throw new FraudMlException(
                $"OneHot makes one column per category, and '{input.Name}' has {categories.Length} (the most allowed is {options.MaximumCategoryCount}). Drop it, or raise MaximumCategoryCount.")
            { ColumnName = input.Name };
        }

        int[] indicatorOf = new int[input.Texts!.Count];
        Array.Fill(indicatorOf, -1);
        for (int i = 0; i < categories.Length; i++) indicatorOf[categories[i]] = i;
        string[] names = [.. categories.Select(code => input.Texts[code]), .. missing ? new[] { "(missing)" } : []];
        SchemaColumn[] indicators = [.. names.Select((name, i) => new SchemaColumn(
            ColumnKind.Number, slot + i, new FeatureColumn($"{input.Name}={name}", input.Feature.Source)
            {
                OneHotGroup = input.Name, Kind = FeatureKind.Indicator, Minimum = 0, Maximum = 1,
            }))];
        return new OneHotEncoding(input.Name, input.Slot, input.Texts, indicatorOf, missing ? categories.Length : -1, indicators);
    }
}
