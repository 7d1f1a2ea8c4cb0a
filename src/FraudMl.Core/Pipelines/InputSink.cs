using System.Globalization;

namespace FraudMl;

/// <summary>Takes values of any type into one input of a session, by the conversions of <see cref="ColumnReader"/>: what trained
/// as 0.1 scores as 0.1.</summary>
internal sealed class InputSink(SessionBuffers buffers, SchemaColumn input, int index) : CellSink
{
    private readonly ReadingRules _rules = buffers.Model.Reading;
    private readonly TimeFormat? _format = buffers.Model.Reading.FormatOf(input.Name);

    public override string Name => input.Name;

    public override ColumnKind Kind => input.Kind;

    public override string? Set(int row, ReadOnlySpan<char> field) => Set(row, field, _rules);

    public override string? SetInvariant(int row, ReadOnlySpan<char> field) =>
        Set(row, field, Kind == ColumnKind.Number ? ReadingRules.Usual : _rules);

    private string? Set(int row, ReadOnlySpan<char> field, ReadingRules rules)
    {
        switch (Kind)
        {
            case ColumnKind.Text:
                buffers.SetText(row, index, field);
                return null;
            // What is null needs no look at tokens.
            case ColumnKind.Number when field.IsEmpty:
                buffers.SetNumber(row, index, float.NaN);
                return null;
            case ColumnKind.Timestamp when field.IsEmpty:
                buffers.SetTimestamp(row, index, TimestampColumn.Missing);
                return null;
            case ColumnKind.Number when input.Origin != 0 && rules.TryParseExact(field, out double exact):
                buffers.SetNumber(row, index, exact);
                return null;
            case ColumnKind.Number when rules.TryParseNumber(field, out float number, out _) && float.IsFinite(number):
                buffers.SetNumber(row, index, number);
                return null;
            case ColumnKind.Number when _rules.Missing.Contains(field):
                buffers.SetNumber(row, index, float.NaN);
                return null;
            case ColumnKind.Timestamp when _format is not null && _format.TryParse(field, out long microseconds):
                buffers.SetTimestamp(row, index, microseconds);
                return null;
            case ColumnKind.Timestamp when _format is not { IsOnly: true } && IsoTime.TryParseDeclared(field, out long microseconds):
                buffers.SetTimestamp(row, index, microseconds);
                return null;
            case ColumnKind.Timestamp when _rules.Missing.Contains(field):
                buffers.SetTimestamp(row, index, TimestampColumn.Missing);
                return null;
            default:
                return Kind == ColumnKind.Number ? "expected a finite number"
                    : "expected a time, or one in text such as 2026-01-31 13:05:00";
        }
    }

    public override string? SetNumber(int row, double value)
    {
        float number = _rules.Round(value);
        if (float.IsInfinity(number)) return "expected a finite number";
        if (input.Origin != 0) buffers.SetNumber(row, index, value);
        else buffers.SetNumber(row, index, number);
        return null;
    }

    public override string? SetTruth(int row, bool truth) =>
        buffers.TrySetTruth(row, index, truth) ? null : "expected a time, or one in text such as 2026-01-31 13:05:00";

    public override void SetTime(int row, long microseconds) => buffers.SetTimestamp(row, index, microseconds);
}
