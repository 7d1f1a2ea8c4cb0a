using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Takes parts of times; a missing time has missing parts.</summary>
/// <param name="Columns">The columns read.</param>
/// <param name="Features">The columns written, for each column read.</param>
/// <param name="Clock">The clocks that count.</param>
/// <param name="KeepInput">Whether the times stay.</param>
[StoredAs("calendar")]
internal sealed record FittedCalendar(
    IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<IReadOnlyList<CalendarFeature>> Features, ClockOffsets Clock, bool KeepInput)
        : IFittedStep, ICheckedStep
{
    private const string Part = "a calendar step";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } =
        [.. Damaged.All(Features, Part, "parts").SelectMany(features => Damaged.All(features, Part, "parts"))
            .Select(feature => feature.Output)];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } =
        [.. Damaged.All(Columns, Part, "columns").Where(_ => !KeepInput)
            .Select(column => Damaged.Required(column.Feature, Part, "feature").Name)];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            ReadOnlySpan<long> times = block.Timestamps(Columns[i].Slot)[..block.RowCount];
            for (int part = 0; part < Features[i].Count; part++)
            {
                CalendarFeature feature = Features[i][part];
                Span<float> output = block.Numbers(feature.Output.Slot);
                for (int row = 0; row < times.Length; row++)
                {
                    long time = times[row];
                    output[row] = time == TimestampColumn.Missing ? float.NaN
                        : feature.Values[CalendarClock.Value(feature.Part, time + Clock.At(time))];
                }
            }
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        Damaged.Unless(Columns.Count == Features.Count, Part, "has other columns than parts");
        foreach (SchemaColumn column in Columns) before.RequireSlot(ColumnKind.Timestamp, column.Slot, Part);
        foreach (CalendarFeature feature in Features.SelectMany(features => features)) feature.Check(Part);
        Damaged.Length(Damaged.Required(Clock, Part, "clock").Offsets, Clock.Changes?.Length ?? 0, Part, "offsets");
        Damaged.Required(Clock.Changes, Part, "changes of the clock");
    }

    public void Export(OnnxGraph graph)
    {
        var calendar = new CalendarOnnx(graph);
        for (int i = 0; i < Columns.Count; i++)
        {
            string time = graph.Column(ColumnKind.Timestamp, Columns[i].Slot);
            string missing = graph.Node("Equal", [time, graph.Integers([TimestampColumn.Missing])]);
            string local = calendar.Local(time, Clock);
            foreach (IGrouping<CalendarParts, CalendarFeature> part in Features[i].GroupBy(feature => feature.Part))
            {
                string value = calendar.Value(part.Key, local);
                foreach (CalendarFeature feature in part)
                {
                    string number = graph.Node("Gather", [graph.Floats(feature.Values, feature.Values.Length), value]);
                    graph.Define(feature.Output, graph.Node("Where", [missing, graph.Floats([float.NaN]), number]));
                }
            }
        }
    }

    public override string ToString() => FittedStepText.Of(this);
}
