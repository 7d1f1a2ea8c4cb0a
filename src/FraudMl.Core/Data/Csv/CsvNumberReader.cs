using System.Globalization;

namespace FraudMl;

/// <summary>Reads numbers; where the kind was inferred, an integer that 32-bit floats can't hold is refused instead of rounded.</summary>
internal sealed class CsvNumberReader(string name, ColumnRoles roles, MissingTokens missing, bool inferred) : CsvColumnReader(name, roles)
{
    private readonly ColumnBuffer<float> _values = new();

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        if (NumberText.TryParse(field, out float value, out bool isInteger) && float.IsFinite(value))
        {
            _values.Set(row, value);
            return Problem(value, field, isInteger);
        }

        if (!missing.Contains(field)) return value != 0 ? "expected a finite number" : Expected();
        _values.Set(row, float.NaN);
        return Problem(float.NaN, field, false);
    }

    public override DataColumn Take(int rowCount) => new NumberColumn(Name, _values.Take(rowCount), Roles);

    private string? Problem(float value, ReadOnlySpan<char> field, bool isInteger)
    {
        if ((Roles & ColumnRoles.Label) != 0) return value is 0 or 1 ? null : "expected the label 0 or 1";
        if ((Roles & ColumnRoles.Weight) != 0) return value >= 0 ? null : "expected a weight of at least 0";
        return inferred && isInteger && !IsKept(value, field)
            ? $"expected a number that 32 bits hold exactly (a key is read with schema.Text(\"{Name}\"), an amount with schema.Number(\"{Name}\"))"
            : null;
    }

    private static bool IsKept(float value, ReadOnlySpan<char> field) =>
        Math.Abs(value) < NumberText.ExactLimit ? field[0] != '0' || field.Length == 1 : IsExact(value, field);

    private static bool IsExact(float value, ReadOnlySpan<char> field) => Int128.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 exact) && (Int128)value == exact;

    private string Expected()
    {
        if ((Roles & ColumnRoles.Label) != 0) return "expected the label 0 or 1";
        return inferred ? $"expected a number (a column of texts is read with schema.Text(\"{Name}\"))" : "expected a number";
    }
}
