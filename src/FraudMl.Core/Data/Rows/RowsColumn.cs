using System.Globalization;
using System.Reflection;

namespace FraudMl;

/// <summary>Collects one property of many objects: the property's value as text goes the way that a CSV field goes.</summary>
internal sealed class RowsColumn(PropertyInfo property, CsvColumnReader reader)
{
    private static readonly MissingTokens MissingNumbers = new(["NaN"]);
    private static readonly MissingTokens MissingTexts = new([]);

    public static RowsColumn Of(PropertyInfo property, DatasetSchema schema)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        bool isTime = type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly);
        bool isText = type == typeof(string) || type == typeof(char) || type == typeof(Guid) || type.IsEnum;
        if (!isTime && !isText && (Type.GetTypeCode(type) is not (TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Decimal))))
            throw new FraudMlException($"Property '{property.Name}' is a {type.Name}, which can't be a column. Give numbers, booleans, texts, enums or dates.") { ColumnName = property.Name };
        ColumnKind kind = isTime ? ColumnKind.Timestamp : isText ? ColumnKind.Text : ColumnKind.Number;
        bool mayRound = Type.GetTypeCode(type) is TypeCode.Single or TypeCode.Double or TypeCode.Decimal;
        return new RowsColumn(property, CsvInference.Reader(property.Name, kind, isTime, schema, isText ? MissingTexts : MissingNumbers, mayRound));
    }

    public void Set(int row, object item)
    {
        if (reader.Set(row, Text(property.GetValue(item))) is { } problem)
            throw new FraudMlException($"Row {row + 1}, property '{property.Name}': {problem}.") { ColumnName = property.Name };
    }

    public DataColumn Take(int rowCount) => reader.Take(rowCount);

    private static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "1" : "0",
        DateTime time => (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
