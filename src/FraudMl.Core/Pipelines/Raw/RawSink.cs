namespace FraudMl;

/// <summary>Takes values of any type into a raw column, by the conversions with which inputs take them.</summary>
internal sealed class RawSink(RawRow target, RawColumn column, int index) : CellSink
{
    private readonly ReadingRules _rules = target.Columns.Model.Reading;

    public override string Name => column.Name;

    public override ColumnKind Kind => column.Kind;

    public override bool IsOptional => column.IsOptional;

    public override string? Set(int row, ReadOnlySpan<char> field) => Set(field, _rules);

    public override string? SetInvariant(int row, ReadOnlySpan<char> field) =>
        Set(field, Kind == ColumnKind.Number ? ReadingRules.Usual : _rules);

    public override string? SetNumber(int row, double value)
    {
        float number = _rules.Round(value);
        if (float.IsInfinity(number)) return "expected a finite number";
        target.SetNumber(index, number);
        return null;
    }

    public override void SetTime(int row, long microseconds) => target.SetTime(index, microseconds);

    private string? Set(ReadOnlySpan<char> field, ReadingRules rules)
    {
        switch (Kind)
        {
            case ColumnKind.Text:
                target.SetText(index, field.IsWhiteSpace() ? null : target.Columns.Pooled(field));
                return null;
            case ColumnKind.Number when rules.TryParseNumber(field, out float number, out _) && float.IsFinite(number):
                target.SetNumber(index, number);
                return null;
            case ColumnKind.Timestamp when column.Unit is { } unit && rules.TryParseExact(field, out double elapsed):
                target.SetTime(index, DatasetRoles.Microseconds(elapsed, unit));
                return null;
            case ColumnKind.Timestamp when column.Unit is null
                && _rules.TryParseTime(field, target.Columns.FormatOf(index), out long microseconds):
                target.SetTime(index, microseconds);
                return null;
            case ColumnKind.Number or ColumnKind.Timestamp when _rules.Missing.Contains(field):
                if (Kind == ColumnKind.Number) target.SetNumber(index, double.NaN);
                else target.SetTime(index, TimestampColumn.Missing);
                return null;
            default:
                return Kind == ColumnKind.Number ? "expected a finite number"
                    : "expected a time, or one in text such as 2026-01-31 13:05:00";
        }
    }
}

/// <summary>Gives a value to an input and to a raw column.</summary>
internal sealed class BothSinks(CellSink input, CellSink raw) : CellSink
{
    public override string Name => input.Name;

    public override ColumnKind Kind => input.Kind;

    public override string? Set(int row, ReadOnlySpan<char> field) => input.Set(row, field) ?? raw.Set(row, field);

    public override string? SetInvariant(int row, ReadOnlySpan<char> field) =>
        input.SetInvariant(row, field) ?? raw.SetInvariant(row, field);

    public override string? SetNumber(int row, double value) => input.SetNumber(row, value)
        ?? (raw.Kind == ColumnKind.Number ? raw.SetNumber(row, value) : raw.SetFormatted(row, value));

    public override string? SetTruth(int row, bool truth) => input.SetTruth(row, truth) ?? raw.SetTruth(row, truth);

    public override void SetTime(int row, long microseconds)
    {
        input.SetTime(row, microseconds);
        raw.SetTime(row, microseconds);
    }
}
