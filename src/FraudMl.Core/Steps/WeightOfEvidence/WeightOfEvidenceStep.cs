namespace FraudMl;

[DefinedAs("WeightOfEvidence")]
internal sealed class WeightOfEvidenceStep(Columns columns, WeightOfEvidenceOptions options) : IFeatureStep
{
    public string Name => $"WeightOfEvidence({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool IsCrossFitted => true;

    public IFeatureStep With(ValidatedOptions other) => new WeightOfEvidenceStep(columns, other.As<WeightOfEvidenceOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context) => Fit(rows, Inputs(rows));

    public IFittedStep FitTransform(TrainingRows rows, StepContext context)
    {
        Input[] inputs = Inputs(rows);
        FittedWeightOfEvidence fitted = Fit(rows, inputs);
        rows.Block.Reserve(rows.Schema.After(fitted));
        IReadOnlyList<Fold> folds = CrossFitFolds.Of(rows, context, options.Folds);
        for (int i = 0; i < inputs.Length; i++)
        {
            Span<float> output = rows.Block.Numbers(fitted.Adds[i].Slot);
            output.Clear();
            foreach (Fold fold in folds)
            {
                EvidenceFit part = inputs[i].Learn(fold.TrainingRows, options);
                foreach (int row in fold.ValidationRows) output[row] = (float)part.Weights[inputs[i].GroupOf(row, part.Edges)];
            }
        }

        return fitted;
    }

    private Input[] Inputs(TrainingRows rows)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        if (inputs.FirstOrDefault(input => input.Kind == ColumnKind.Timestamp) is { } time)
            throw new FraudMlException($"{Name} needs text or number columns, and '{time.Name}' is {time.Kind}. Take its parts with "
                + $".Calendar(\"{time.Name}\") first.") { ColumnName = time.Name };
        bool[] labels = rows.Labels.ToArray();
        return [.. inputs.Select(input => input.Kind == ColumnKind.Text
            ? new Input(input, labels, TextCategories.Of(rows, input), [])
            : new Input(input, labels, null, rows.Numbers(input).ToArray()))];
    }

    private FittedWeightOfEvidence Fit(TrainingRows rows, Input[] inputs)
    {
        (int frauds, int count) = (rows.Labels.Span.Count(true), rows.Labels.Length);
        if (frauds == 0 || frauds == count)
            throw new FraudMlException($"{Name} needs both classes, and the training data has {frauds} frauds among {count} rows. Add "
                + $"rows of the other class, or check the label column.");
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        int[] all = [.. Enumerable.Range(0, count)];
        var texts = new List<LookupTable>();
        var numbers = new List<BinTable>();
        var evidence = new List<EvidenceTable>();
        foreach (Input input in inputs)
        {
            EvidenceFit fit = input.Learn(all, options);
            evidence.Add(fit.Table);
            if (input.Categories is { } categories)
                texts.Add(categories.Table(slot++, categories.Feature("WeightOfEvidence", names), category => fit.Weights[category], 0));
            else numbers.Add(Bins(input.Column, fit, slot++, names));
        }

        return new FittedWeightOfEvidence(texts, numbers, evidence, options.KeepInput);
    }

    private static BinTable Bins(SchemaColumn column, EvidenceFit fit, int slot, FreeNames names)
    {
        float[] weights = Array.ConvertAll(fit.Weights, weight => (float)weight);
        var output = new SchemaColumn(ColumnKind.Number, slot,
            new FeatureColumn(names.Give($"{column.Name}.WeightOfEvidence"), column.Feature.Sources));
        return new BinTable(column.Name, column.Slot, fit.Edges, weights[..^1], weights[^1], output);
    }

    private sealed record Input(SchemaColumn Column, bool[] Labels, TextCategories? Categories, float[] Numbers)
    {
        public EvidenceFit Learn(int[] rows, WeightOfEvidenceOptions options) => Categories is { } categories
            ? EvidenceFit.Of(categories, Labels, rows, options)
            : EvidenceFit.Of(Column, Numbers, Labels, rows, options);

        public int GroupOf(int row, float[] edges) =>
            Categories is { } categories ? categories.OfRow[row] : EvidenceFit.Group(edges, Numbers[row]);
    }
}
