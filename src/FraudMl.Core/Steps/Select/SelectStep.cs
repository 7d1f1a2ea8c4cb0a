namespace FraudMl;

internal abstract class SelectStep(Columns columns, ValidatedOptions options) : IFeatureStep
{
    public string Name => $"{Kind}({columns})";

    public Columns Columns => columns;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => true;

    protected abstract string Kind { get; }

    public abstract IFeatureStep With(ValidatedOptions options);

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        (double[] scores, bool[] kept) = Choose(new SelectionRows(Name, rows, inputs, context.CancellationToken));
        return new FittedSelect(new ColumnSelection(Name,
            [.. inputs.Select((input, i) => new SelectedColumn(input.Name, scores[i], kept[i]))]));
    }

    protected abstract (double[] Scores, bool[] Kept) Choose(SelectionRows rows);
}

[DefinedAs("SelectByVariance")]
internal sealed class SelectByVarianceStep(Columns columns, SelectByVarianceOptions options) : SelectStep(columns, options)
{
    protected override string Kind => "SelectByVariance";

    public override IFeatureStep With(ValidatedOptions other) => new SelectByVarianceStep(Columns, other.As<SelectByVarianceOptions>(Name));

    protected override (double[] Scores, bool[] Kept) Choose(SelectionRows rows) => VarianceRule.Choose(rows, options);
}

[DefinedAs("SelectBest")]
internal sealed class SelectBestStep(Columns columns, SelectBestOptions options) : SelectStep(columns, options)
{
    protected override string Kind => "SelectBest";

    public override IFeatureStep With(ValidatedOptions other) => new SelectBestStep(Columns, other.As<SelectBestOptions>(Name));

    protected override (double[] Scores, bool[] Kept) Choose(SelectionRows rows) => BestRule.Choose(rows, options);
}

[DefinedAs("SelectUncorrelated")]
internal sealed class SelectUncorrelatedStep(Columns columns, SelectUncorrelatedOptions options) : SelectStep(columns, options)
{
    protected override string Kind => "SelectUncorrelated";

    public override IFeatureStep With(ValidatedOptions other) =>
        new SelectUncorrelatedStep(Columns, other.As<SelectUncorrelatedOptions>(Name));

    protected override (double[] Scores, bool[] Kept) Choose(SelectionRows rows) => CorrelationRule.Choose(rows, options);
}

[DefinedAs("SelectStable")]
internal sealed class SelectStableStep(Columns columns, SelectStableOptions options) : SelectStep(columns, options)
{
    protected override string Kind => "SelectStable";

    public override IFeatureStep With(ValidatedOptions other) => new SelectStableStep(Columns, other.As<SelectStableOptions>(Name));

    protected override (double[] Scores, bool[] Kept) Choose(SelectionRows rows) => StabilityRule.Choose(rows, options);
}
