using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Takes parts of times; a missing time has missing parts.</summary>
/// <param name="Columns">The columns read.</param>
/// <param name="Features">The columns written, for each column read.</param>
/// <param name="Clock">The clocks that count.</param>
/// <param name="KeepInput">Whether the times stay.</param>
[StoredAs("calendar")]
internal sealed record FittedCalendar(
    IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<IReadOnlyList<CalendarFeature>> Features, ClockOffsets Clock, bool KeepInput) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } = [.. Features.SelectMany(features => features).Select(feature => feature.Output)];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = KeepInput ? [] : [.. Columns.Select(column => column.Name)];

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
                    output[row] = time == TimestampColumn.Missing ? float.NaN : feature.Values[CalendarClock.Value(feature.Part, time + Clock.At(time))];
                }
            }
        }
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
}
