using System.Globalization;

namespace FraudMl;

/// <summary>Reads labels: 0 and 1, false and true, or two values of which the schema says which one is fraud.</summary>
internal sealed class LabelColumnReader(string name, ColumnRoles roles, ReadingRules rules, string? positive) : ColumnReader(name, roles)
{
    private readonly ColumnBuffer<float> _values = new();
    private readonly string? _positive = positive is null ? null : Canonical(positive, rules);
    private string? _other;
    private bool _hasZero;

    public override ColumnKind Kind => ColumnKind.Number;

    /// <value>The two values of the first rows, first the one that may be fraud; null where there are not two, or not known.</value>
    public IReadOnlyList<string>? Values { get; init; }

    public override string? Set(int row, ReadOnlySpan<char> field)
    {
        if (_positive is null)
        {
            if (rules.TryParseNumber(field, out float label, out _) && label is 0 or 1) return Put(row, label);
            if (rules.Missing.Contains(field)) return "expected the label 0 or 1, and it is missing";
            if (Values is [var fraud, var other])
                return $"expected the label 0 or 1, and the column holds '{fraud}' and '{other}' (say which one is fraud, such as "
                    + $"schema.Label(\"{Name}\", positive: \"{fraud}\"))";
            return _hasZero && label is not (0 or -1)
                ? "expected the label 0 or 1"
                : $"expected the label 0 or 1 (labels of two other values: "
                    + $"schema.Label(\"{Name}\", positive: \"…\") with the one that is fraud)";
        }

        if (rules.Missing.Contains(field) && !field.Trim().SequenceEqual(_positive)) return "expected a label, and it is missing";
        string value = Canonical(field, rules);
        if (value == _positive) return Put(row, 1);
        _other ??= value;
        return value == _other
            ? Put(row, 0)
            : Values is [var first, var second] && first != positive && second != positive
            ? $"expected the label '{positive}' or one other value, and the column holds '{first}' and '{second}' (values are compared to "
                + $"the letter)"
            : $"expected the label '{positive}' or one other value, and this is a third (values are compared to the letter)";
    }

    public override string? SetNumber(int row, double value)
    {
        if (double.IsNaN(value)) return Set(row, "");
        if (_positive is not null) return SetFormatted(row, rules.Round(value));
        return value is 0 or 1 ? Put(row, (float)value) : "expected the label 0 or 1";
    }

    public override void Expect(int rowCount) => _values.Expect(rowCount);

    public override DataColumn TakeRows(int rowCount) => new NumberColumn(Name, _values.Take(rowCount), Roles);

    private string? Put(int row, float label)
    {
        _hasZero = _hasZero || label == 0;
        _values.Set(row, label);
        return null;
    }

    // 1, 1.0 and true are one label.
    private static string Canonical(ReadOnlySpan<char> text, ReadingRules rules) =>
        rules.TryParseHeld(text, out float number, out _) ? number.ToString("R", CultureInfo.InvariantCulture) : text.Trim().ToString();
}
