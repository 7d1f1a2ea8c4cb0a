namespace FraudMl;

/// <summary>
/// Reads times that are a feature too, as numbers since an origin: the first time where 32 bits can't hold the
/// numbers themselves, as of seconds since 1970, else 0. The numbers are kept beside them where they are more exact.
/// </summary>
internal sealed class ElapsedColumnReader(string name, ColumnRoles roles, ReadingRules rules, TimeUnit unit) : ColumnReader(name, roles)
{
    private readonly ColumnBuffer<double> _exact = new();
    private readonly ColumnBuffer<float> _values = new();
    private readonly PlausibleTimes _plausible = new(name, unit);
    private readonly double _factor = unit.Microseconds();

    public override ColumnKind Kind => ColumnKind.Number;

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        if (rules.Missing.Contains(field)) return Put(row, double.NaN, float.NaN);
        if (!rules.TryParseNumber(field, out float value, out _) || !rules.TryParseExact(field, out double exact))
            return $"expected a number of {unit.ToString().ToLowerInvariant()}";
        return float.IsFinite(value) ? Put(row, exact, value) : "expected a finite number";
    }

    public override string? SetNumber(int row, double value)
    {
        float stored = rules.Round(value);
        return float.IsInfinity(stored) ? "expected a finite number" : Put(row, value, stored);
    }

    public override void Check() => _plausible.Check();

    public override void Expect(int rowCount)
    {
        _exact.Expect(rowCount);
        _values.Expect(rowCount);
    }

    public override DataColumn TakeRows(int rowCount) =>
        NumberColumn.OfTimes(Name, Roles, _exact.Take(rowCount), _values.Take(rowCount));

    private string? Put(int row, double exact, float value)
    {
        _exact.Set(row, exact);
        _values.Set(row, value);
        if (double.IsNaN(exact)) return null;
        double microseconds = exact * _factor;
        return Math.Abs(microseconds) < long.MaxValue ? _plausible.Problem((long)Math.Round(microseconds)) : _plausible.Refused(exact);
    }
}
