namespace FraudMl;

[DefinedAs("TargetMean")]
internal sealed class TargetMeanStep(Columns columns, TargetMeanOptions options) : IFeatureStep
{
    public string Name => $"TargetMean({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool IsCrossFitted => true;

    public IFeatureStep With(ValidatedOptions other) => new TargetMeanStep(columns, other.As<TargetMeanOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context) =>
        Fit(rows, TextCategories.In(rows, columns, Name), rows.Targets());

    public IFittedStep FitTransform(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<TextCategories> inputs = TextCategories.In(rows, columns, Name);
        double[] targets = rows.Targets();
        FittedLookup fitted = Fit(rows, inputs, targets);
        rows.Block.Reserve(rows.Schema.After(fitted));
        IReadOnlyList<Fold>? folds = options.CrossFit == TargetCrossFit.OutOfFold ? CrossFitFolds.Of(rows, context, options.Folds) : null;
        for (int i = 0; i < inputs.Count; i++)
        {
            double[] encoded = Encoded(rows, inputs[i], targets, folds);
            Span<float> output = rows.Block.Numbers(fitted.Tables[i].Output.Slot);
            for (int row = 0; row < encoded.Length; row++) output[row] = (float)encoded[row];
        }

        return fitted;
    }

    private FittedLookup Fit(TrainingRows rows, IReadOnlyList<TextCategories> inputs, double[] targets)
    {
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        return new FittedLookup(Name, [.. inputs.Select((categories, i) => Table(categories, targets, slot + i, names))],
            options.KeepInput);
    }

    private LookupTable Table(TextCategories categories, double[] targets, int slot, FreeNames names)
    {
        TargetMeans means = TargetCrossFitting.Means(categories.OfRow, categories.Count, targets);
        FeatureColumn feature = categories.Feature("TargetMean", names) with { Minimum = 0, Maximum = 1 };
        return categories.Table(slot, feature, category => means.Of(category, options.Smoothing), means.Prior);
    }

    private double[] Encoded(TrainingRows rows, TextCategories categories, double[] targets, IReadOnlyList<Fold>? folds)
    {
        TargetMeans all = TargetCrossFitting.Means(categories.OfRow, categories.Count, targets);
        if (folds is not null) return TargetCrossFitting.OutOfFold(categories.OfRow, categories.Count, targets, folds,
            options.Smoothing, all.Prior);
        ReadOnlySpan<long> times = TrainingTimes.Require(rows, $"{Name} ordered in time");
        long delay = options.LabelDelay.Ticks / TimeSpan.TicksPerMicrosecond;
        return TargetCrossFitting.Ordered(categories.OfRow, categories.Count, targets, times, delay, options.Smoothing, all.Prior,
            all.Variance);
    }
}
