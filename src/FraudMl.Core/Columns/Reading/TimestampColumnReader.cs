using System.Globalization;

namespace FraudMl;

/// <summary>Reads times exactly, as microseconds: dates and times, or numbers of a unit.</summary>
internal sealed class TimestampColumnReader(string name, ColumnRoles roles, ReadingRules rules, TimeUnit? unit) : ColumnReader(name, roles)
{
    private readonly ColumnBuffer<long> _values = new();
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
            if (_plausible?.Problem(field) is { } beyond) return beyond;
            if (ReadingHints.OfTime(field) is { } hint) return $"expected an ISO 8601 date and time such as 2026-01-31 13:05:00 ({hint})";
            return unit is null ? "expected a date and time such as 2026-01-31 13:05:00"
                : LooksLikeNumbers ? $"expected a number of {unit.ToString()!.ToLowerInvariant()}"
                : $"expected an ISO 8601 date and time such as 2026-01-31 13:05:00, or a number of {unit.ToString()!.ToLowerInvariant()}";
        }

        _values.Set(row, microseconds);
        return _plausible?.Problem(microseconds);
    }

    public override void SetTime(int row, long microseconds) => _values.Set(row, microseconds);

    public override DataColumn Take(int rowCount)
    {
        _plausible?.Check();
        return new TimestampColumn(Name, _values.Take(rowCount), Roles);
    }

    private bool TryParse(ReadOnlySpan<char> field, out long microseconds) =>
        (unit is { } given && TryCount(rules.Invariant(field, stackalloc char[ReadingRules.LongestNumber]), given, out microseconds))
        || IsoTime.TryParseDeclared(field, out microseconds);

    private static bool TryCount(ReadOnlySpan<char> field, TimeUnit unit, out long microseconds)
    {
        long factor = unit.Microseconds();
        if (long.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long whole)
            && Math.Abs((decimal)whole) < long.MaxValue / factor)
        {
            microseconds = whole * factor;
            return true;
        }

        microseconds = 0;
        if (!decimal.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) || Math.Abs(value) >= long.MaxValue / factor) return false;
        microseconds = (long)Math.Round(value * factor);
        return true;
    }
}
