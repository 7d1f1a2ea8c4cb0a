using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Takes the time between two timestamps, in doubles, rounded to 32 bits once.</summary>
/// <param name="From">The slot of the earlier time.</param>
/// <param name="To">The slot of the later time.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Column">The column written.</param>
[StoredAs("time-between")]
internal sealed record FittedTimeBetween(int From, int To, TimeUnit Unit, SchemaColumn Column) : IFittedStep, ICheckedStep
{
    private const string Part = "a time between";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } = [Damaged.Required(Column, Part, "column")];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block)
    {
        ReadOnlySpan<long> from = block.Timestamps(From), to = block.Timestamps(To);
        Span<float> output = block.Numbers(Column.Slot);
        double unit = Unit.Microseconds();
        for (int row = 0; row < block.RowCount; row++)
        {
            output[row] = from[row] == TimestampColumn.Missing || to[row] == TimestampColumn.Missing
                ? float.NaN
                : (float)(((double)to[row] - from[row]) / unit);
        }
    }

    public override string ToString() => FittedStepText.Of(this);

    void ICheckedStep.Check(RowSchema before)
    {
        before.RequireSlot(ColumnKind.Timestamp, From, Part);
        before.RequireSlot(ColumnKind.Timestamp, To, Part);
        Damaged.Unless(Enum.IsDefined(Unit), Part, "counts in a unit that is not known");
    }

    public void Export(OnnxGraph graph)
    {
        string from = graph.Column(ColumnKind.Timestamp, From), to = graph.Column(ColumnKind.Timestamp, To);
        string difference = graph.Node("Sub", [graph.Cast(to, OnnxElement.Double), graph.Cast(from, OnnxElement.Double)]);
        string time = graph.Cast(graph.Node("Div", [difference, graph.Doubles([Unit.Microseconds()])]), OnnxElement.Float);
        string missing = graph.Node("Or", [Missing(graph, from), Missing(graph, to)]);
        graph.Define(Column, graph.Node("Where", [missing, graph.Floats([float.NaN]), time]));
    }

    private static string Missing(OnnxGraph graph, string time) => graph.Node("Equal", [time, graph.Integers([TimestampColumn.Missing])]);
}
