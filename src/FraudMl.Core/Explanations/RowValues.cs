using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Sets the inputs of a row from plain values.</summary>
internal static class RowValues
{
    public static void Set(ScoringRows rows, int index, SchemaColumn input, object value)
    {
        switch (input.Kind)
        {
            case ColumnKind.Number when value is IConvertible and not string and not DateTime:
                rows.SetNumber(0, index, Convert.ToSingle(value, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Text when value is string text:
                rows.SetText(0, index, Encoding.UTF8.GetBytes(text));
                break;
            case ColumnKind.Timestamp when value is DateTime time:
                rows.SetTimestamp(0, index, UtcTime.Microseconds(time));
                break;
            case ColumnKind.Timestamp when value is DateTimeOffset time:
                rows.SetTimestamp(0, index, UtcTime.Microseconds(time));
                break;
            case ColumnKind.Timestamp when value is DateOnly date:
                rows.SetTimestamp(0, index, UtcTime.Microseconds(date));
                break;
            default:
                throw new FraudMlException($"Input '{input.Name}' is {input.Kind} and can't be a {value.GetType().Name}.") { ColumnName = input.Name };
        }
    }
}
