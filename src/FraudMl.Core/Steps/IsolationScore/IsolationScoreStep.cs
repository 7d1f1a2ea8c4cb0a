namespace FraudMl;

[DefinedAs("IsolationScore")]
internal sealed class IsolationScoreStep(Columns columns, IsolationScoreOptions options) : IFeatureStep
{
    public string Name => $"IsolationScore({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new IsolationScoreStep(columns, other.As<IsolationScoreOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        int rowCount = rows.Block.RowCount;
        var values = new float[FeatureMatrix.CellCount(rowCount, inputs.Count)];
        for (int column = 0; column < inputs.Count; column++)
        {
            ReadOnlySpan<float> numbers = rows.Numbers(inputs[column]);
            for (int row = 0, at = column; row < rowCount; row++, at += inputs.Count) values[at] = numbers[row];
        }

        var data = new TrainingData(new FeatureMatrix(values, rowCount, [.. inputs.Select(input => input.Feature)]), new bool[rowCount])
        {
            Weights = rows.Weights.Span.ContainsAnyExcept(0f) ? rows.Weights : default,
        };
        data.RequireValidRows(Name);
        TreeEnsemble trees = IsolationTrees.Grow(data, options, new TrainingContext(context.Seed, Environment.ProcessorCount,
            CancellationToken: context.CancellationToken));
        var feature = new FeatureColumn(new FreeNames(rows.Schema).Give(options.ColumnName), FeatureColumn.SourcesOf(inputs))
        {
            Minimum = 0, Maximum = 1,
        };
        return new FittedIsolationScore(NewColumns.Slots(inputs),
            new SchemaColumn(ColumnKind.Number, rows.Schema.SlotCount(ColumnKind.Number), feature), trees);
    }
}
