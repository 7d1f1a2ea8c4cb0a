using System.Text.Json;

namespace FraudMl;

/// <summary>Values with a type of their own, such as a property's or a database column's, on their way into a column.</summary>
internal static class TypedValue
{
    /// <summary>Returns the reader of a column of a type; null where no column can hold it.</summary>
    public static ColumnReader? Reader(string name, Type type, DatasetSchema schema)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (KindOf(type) is not { } kind) return null;
        var look = new ColumnLook(kind) { IsTime = kind != ColumnKind.Number, MayRound = MayRound(type), IsTyped = true };
        return ColumnReader.Of(name, look, schema, ReadingRules.Usual.With(schema));
    }

    /// <summary>Returns what values of a type become; null for what no column can hold.</summary>
    public static ColumnKind? KindOf(Type type)
    {
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)) return ColumnKind.Timestamp;
        if (type.IsEnum || type == typeof(string) || type == typeof(char) || type == typeof(ReadOnlyMemory<char>)) return ColumnKind.Text;
        if (Type.GetTypeCode(type) is TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.Decimal)) return ColumnKind.Number;
        if (type == typeof(Half) || type == typeof(TimeSpan) || type == typeof(TimeOnly)) return ColumnKind.Number;
        return type.IsAssignableTo(typeof(ISpanFormattable)) ? ColumnKind.Text : null;
    }

    /// <summary>Returns whether numbers of a type are no keys, so that rounding to 32 bits loses nothing but digits.</summary>
    public static bool MayRound(Type type) => type == typeof(Half) || type == typeof(TimeSpan) || type == typeof(TimeOnly)
        || Type.GetTypeCode(type) is TypeCode.Single or TypeCode.Double or TypeCode.Decimal;

    /// <summary>Sets a row's value; null and DBNull are missing, durations are seconds, local times are converted to UTC.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public static string? Set<T>(CellSink column, int row, T value) => value switch
    {
        null or DBNull => column.Set(row, ""),
        string text => column.Set(row, text),
        ReadOnlyMemory<char> text => column.Set(row, text.Span),
        float number => column.Kind == ColumnKind.Number ? column.SetNumber(row, number) : column.SetFormatted(row, number),
        double number => column.Kind == ColumnKind.Number ? column.SetNumber(row, number) : column.SetFormatted(row, number),
        int number => column.SetFormatted(row, number),
        long number => column.SetFormatted(row, number),
        decimal number => column.SetFormatted(row, number),
        short number => column.SetFormatted(row, number),
        byte number => column.SetFormatted(row, number),
        Guid key => column.SetFormatted(row, key),
        bool truth => column.SetTruth(row, truth),
        DateTime time => SetTime(column, row, UtcTime.InUtc(time)),
        DateTimeOffset time => SetTime(column, row, time.UtcDateTime),
        DateOnly date => SetTime(column, row, date.ToDateTime(default)),
        TimeSpan span => column.SetFormatted(row, span.TotalSeconds),
        TimeOnly time => column.SetFormatted(row, time.ToTimeSpan().TotalSeconds),
        JsonElement json => SetJson(column, row, json),
        ISpanFormattable other and not Enum => column.SetFormatted(row, other),
        _ => column.Set(row, value.ToString()),
    };

    // What a body of JSON becomes among values by name.
    private static string? SetJson(CellSink column, int row, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return column.SetTruth(row, json.GetBoolean());
            case JsonValueKind.Number when column.Kind == ColumnKind.Timestamp && json.TryGetInt64(out long microseconds):
                column.SetTime(row, microseconds);
                return null;
            case JsonValueKind.Number:
                return column.SetInvariant(row, json.GetRawText());
            case JsonValueKind.Object or JsonValueKind.Array:
                return "expected one value, and it is a list or an object of JSON";
            default:
                return column.Set(row, json.ToString());
        }
    }

    private static string? SetTime(CellSink column, int row, DateTime time)
    {
        if (column.Kind != ColumnKind.Timestamp)
            return column.SetFormatted(row, time, time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF");
        column.SetTime(row, UtcTime.Microseconds(time));
        return null;
    }
}
