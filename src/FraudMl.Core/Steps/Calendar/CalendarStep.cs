namespace FraudMl;

[DefinedAs("Calendar")]
internal sealed class CalendarStep(Columns columns, CalendarOptions options) : IFeatureStep
{
    public string Name => $"Calendar({columns})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new CalendarStep(columns, other.As<CalendarOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        NewColumns.Require(inputs, ColumnKind.Timestamp, Name);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        var names = new FreeNames(rows.Schema);
        var features = new List<IReadOnlyList<CalendarFeature>>();
        foreach (SchemaColumn input in inputs)
        {
            features.Add(CalendarFeature.Of(input, options, slot, names));
            slot += features[^1].Count;
        }

        return new FittedCalendar(inputs, features, options.TimeZone is { } zone ? ClockOffsets.Of(zone) : ClockOffsets.Utc,
            options.KeepInput);
    }
}
