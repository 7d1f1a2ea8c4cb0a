using System.Globalization;

namespace FraudMl;

/// <summary>Reads times exactly, as microseconds: dates and times, or numbers of a unit.</summary>
internal sealed class TimestampColumnReader(string name, ColumnRoles roles, ReadingRules rules, TimeUnit? unit) : ColumnReader(name, roles)
{
    private readonly ColumnBuffer<long> _values = new();
    private readonly TimeFormat? _format = rules.FormatOf(name);
    private readonly PlausibleTimes? _plausible = unit is { } counted ? new(name, counted) : null;

    public override ColumnKind Kind => ColumnKind.Timestamp;

    /// <value>Whether the first values were numbers.</value>
    public bool LooksLikeNumbers { get; init; }

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        bool isMissing = rules.Missing.Contains(field);
        long microseconds = TimestampColumn.Missing;
        if (!isMissing && !TryParse(field, out microseconds))
        {
            return _plausible?.Problem(field) ?? Expected(field);
        }

        _values.Set(row, microseconds);
        return _plausible?.Problem(microseconds);
    }

    public override void SetTime(int row, long microseconds) => _values.Set(row, microseconds);

    public override void Expect(int rowCount) => _values.Expect(rowCount);

    public override DataColumn TakeRows(int rowCount) => new TimestampColumn(Name, _values.Take(rowCount), Roles);

    public override void Check() => _plausible?.Check();

    private string Expected(ReadOnlySpan<char> field)
    {
        string call = (Roles & ColumnRoles.Timestamp) != 0 ? "Timestamp" : "Time", counts = unit.ToString()!.ToLowerInvariant();
        string? hint = ReadingHints.OfTime([field.ToString()], Name, call);
        if (_format is { IsOnly: true })
            return $"expected a time written as \"{_format.Text}\" says{(hint is null ? "" : $" ({hint})")}";
        if (hint is null && unit is not null && LooksLikeNumbers) return $"expected a number of {counts}";
        return "expected an ISO 8601 date and time such as 2026-01-31 13:05:00"
            + (hint is not null ? $" ({hint})" : $"{(unit is null ? "" : $", or a number of {counts}")} (another form is read with "
                + $"schema.{call}(\"{Name}\", format: \"…\"))");
    }

    private bool TryParse(ReadOnlySpan<char> field, out long microseconds)
    {
        if (unit is { } given && TryCount(rules.Invariant(field, stackalloc char[ReadingRules.LongestNumber]), given, out microseconds))
            return true;
        if (_format is not { IsOnly: true } && IsoTime.TryParseDeclared(field, out microseconds)) return true;
        microseconds = 0;
        return _format is not null && _format.TryParse(field, out microseconds);
    }

    private static bool TryCount(ReadOnlySpan<char> field, TimeUnit unit, out long microseconds)
    {
        long factor = unit.Microseconds();
        if (long.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out long whole)
            && Math.Abs((decimal)whole) < long.MaxValue / factor)
        {
            microseconds = whole * factor;
            return true;
        }

        microseconds = 0;
        if (!decimal.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            || Math.Abs(value) >= long.MaxValue / factor) return false;
        microseconds = (long)Math.Round(value * factor);
        return true;
    }
}
