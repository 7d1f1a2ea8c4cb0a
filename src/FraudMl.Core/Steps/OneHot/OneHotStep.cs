namespace FraudMl;

[DefinedAs("OneHot")]
internal sealed class OneHotStep(Columns columns, OneHotOptions options) : IFeatureStep
{
    public string Name => $"OneHot({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => true;

    public IFeatureStep With(ValidatedOptions other) => new OneHotStep(columns, other.As<OneHotOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var encodings = new List<OneHotEncoding>();
        var free = new FreeNames(rows.Schema);
        foreach (TextCategories categories in TextCategories.In(rows, columns, Name))
        {
            OneHotEncoding encoding = Encoding(categories, slot, free);
            slot += encoding.Indicators.Count;
            encodings.Add(encoding);
        }

        return new FittedOneHot(encodings, options.Unknown) { KeepInput = options.KeepInput };
    }

    // Categories in code-point order, missing after them, the infrequent ones last, as scikit-learn has them.
    private OneHotEncoding Encoding(TextCategories categories, int slot, FreeNames free)
    {
        int[] sorted = categories.Sorted();
        bool[] infrequent = CategoryGroups.Infrequent([.. sorted.Select(category => categories.Counts[category])],
            categories.OfRow.Length, options);
        List<string> names = [.. sorted.Where((_, i) => !infrequent[i]).Select(categories.Name)];
        int shared = names.Count;
        if (infrequent.Contains(true)) names.Add(TextCategories.Unlike("(infrequent)", names));
        int dropped = options.Drop == DroppedCategory.First || (options.Drop == DroppedCategory.FirstIfBinary && names.Count == 2) ? 1 : 0;
        RequireFew(categories.Column.Name, names.Count - dropped);

        int[] indicatorOf = new int[categories.Count];
        Array.Fill(indicatorOf, -1);
        for (int i = 0, next = 0; i < sorted.Length; i++)
        {
            int indicator = (infrequent[i] ? shared : next++) - dropped;
            indicatorOf[sorted[i]] = indicator >= 0 ? indicator : OneHotEncoding.Dropped;
        }

        SchemaColumn input = categories.Column;
        return new OneHotEncoding(
            input.Name, input.Slot, input.Texts!, indicatorOf[..categories.Missing], indicatorOf[categories.Missing],
            [.. names.Skip(dropped).Select((name, i) => Indicator(input, free.Give($"{input.Name}={name}"), slot + i))])
        {
            UnknownIndicator = options.Unknown == UnknownCategory.Infrequent && shared < names.Count ? shared - dropped : -1,
        };
    }

    private static SchemaColumn Indicator(SchemaColumn input, string name, int slot) => new(
        ColumnKind.Number, slot, new FeatureColumn(name, input.Feature.Sources)
        {
            OneHotGroup = input.Name,
            Kind = FeatureKind.Indicator,
            Minimum = 0,
            Maximum = 1,
        });

    private void RequireFew(string column, int count)
    {
        if (count <= options.MaximumCategoryCount) return;
        throw new FraudMlException(
            $"OneHot makes one column per category, and '{column}' has {count} (the most allowed is {options.MaximumCategoryCount}). Drop "
            + $"it, encode it by TargetMean or Frequency, let rare ones share a column with MinimumCount, or raise MaximumCategoryCount.")
        { ColumnName = column };
    }
}
