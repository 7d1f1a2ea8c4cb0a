using System.Globalization;

namespace FraudMl;

/// <summary>Reads numbers; where the kind was inferred, an integer that 32-bit floats can't hold is refused instead of rounded.</summary>
internal sealed class NumberColumnReader(string name, ColumnRoles roles, ReadingRules rules, bool inferred) : ColumnReader(name, roles)
{
    private const string NotHeld = "expected a finite number";
    private readonly ColumnBuffer<float> _values = new();

    public override ColumnKind Kind => ColumnKind.Number;

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        if (rules.TryParseHeld(field, out float value, out bool isInteger))
        {
            _values.Set(row, value);
            return Problem(value) ?? (inferred && isInteger
                && !IsKept(value, rules.Invariant(field, stackalloc char[ReadingRules.LongestNumber])) ? Lossy() : null);
        }

        if (!rules.Missing.Contains(field)) return value != 0 ? NotHeld : Expected(field);
        _values.Set(row, float.NaN);
        return Problem(float.NaN);
    }

    public override string? SetNumber(int row, double value)
    {
        float stored = rules.Round(value);
        if (float.IsInfinity(stored) && double.IsFinite(value)) return NotHeld;
        _values.Set(row, stored);
        return Problem(stored) ?? (inferred && double.IsInteger(value) && stored != value ? Lossy() : null);
    }

    public override void Expect(int rowCount) => _values.Expect(rowCount);

    public override Span<float> Floats(int first, int count) =>
        (Roles & ColumnRoles.Weight) != 0 ? default : _values.Room(first, count);

    public override DataColumn TakeRows(int rowCount) => new NumberColumn(Name, _values.Take(rowCount), Roles);

    private string? Problem(float value) =>
        (Roles & ColumnRoles.Weight) != 0 && !(value >= 0 && float.IsFinite(value)) ? "expected a weight of at least 0" : null;

    private string Lossy() =>
        $"expected a number that 32 bits hold exactly (a key is read with schema.Text(\"{Name}\"), an amount with "
        + $"schema.Number(\"{Name}\"))";

    private static bool IsKept(float value, ReadOnlySpan<char> field) =>
        Math.Abs(value) < NumberText.ExactLimit ? field[0] != '0' || field.Length == 1 : IsExact(value, field);

    private static bool IsExact(float value, ReadOnlySpan<char> field) =>
        Int128.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 exact) && (Int128)value == exact;

    private string Expected(ReadOnlySpan<char> field)
    {
        if (ReadingHints.OfNumber(field, rules, Name) is { } hint) return $"expected a number ({hint})";
        return inferred ? $"expected a number (a column of texts is read with schema.Text(\"{Name}\"))" : "expected a number";
    }
}
