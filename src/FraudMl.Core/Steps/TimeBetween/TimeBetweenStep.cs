namespace FraudMl;

[DefinedAs("TimeBetween")]
internal sealed class TimeBetweenStep(TimeBetweenOptions options) : IFeatureStep
{
    public string Name => $"TimeBetween({options.From}, {options.To})";

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new TimeBetweenStep(other.As<TimeBetweenOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        (SchemaColumn from, SchemaColumn to) = (rows.Schema[options.From], rows.Schema[options.To]);
        NewColumns.Require([from, to], ColumnKind.Timestamp, Name);
        string name = new FreeNames(rows.Schema).Give($"{to.Name}-{from.Name}.{options.Unit}");
        var column = new SchemaColumn(ColumnKind.Number, rows.Schema.SlotCount(ColumnKind.Number),
            new FeatureColumn(name, FeatureColumn.SourcesOf([to, from])));
        return new FittedTimeBetween(from.Slot, to.Slot, options.Unit, column);
    }
}

internal sealed record TimeBetweenOptions : ValidatedOptions
{
    public string From { get; init; } = "";

    public string To { get; init; } = "";

    public TimeUnit Unit { get; init; } = TimeUnit.Days;

    public override IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Unit)) yield return $"Unit must be one of {string.Join(", ", Enum.GetNames<TimeUnit>())}. Got {Unit} instead.";
    }
}
