using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FraudMl.Databricks.Double;

/// <summary>Functions of Databricks that SQLite has not. Sets are arrays of JSON, with duplicates and nulls, which the functions over
/// them pass over.</summary>
internal static class SqlFunctions
{
    public static void AddTo(SqliteConnection database)
    {
        database.CreateFunction("float", (object? value) => Number(value) is { } number ? (double?)(float)number : null);
        database.CreateFunction("double", (object? value) => Number(value));
        database.CreateFunction("bigint", (object? value) => Number(value) is { } number ? (long?)number : null);
        database.CreateFunction("string", (object? value) => Convert.ToString(value, CultureInfo.InvariantCulture));
        database.CreateFunction("timestamp", (string? value) => value);
        database.CreateFunction("unix_micros", (string? value) => value is null ? (long?)null : Microseconds(value));
        database.CreateFunction("unix_date", (string? value) => value is null ? (long?)null : Microseconds(value) / 86_400_000_000);
        database.CreateFunction("size", (string? set) => (long)Values(set).Distinct().Count());
        database.CreateFunction("array_union", (string? one, string? other) => JsonSerializer.Serialize(Values(one).Concat(Values(other))));
        database.CreateFunction("variance_of", (string? values) => Variance([.. Values(values).Select(value => double.Parse(value,
            CultureInfo.InvariantCulture))]));
        database.CreateFunction("greatest", (object?[] values) => values.Where(value => value is not (null or DBNull))
            .Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).Cast<double?>().DefaultIfEmpty(null).Max());
    }

    // SQLite has no NaN; it is null there.
    private static double? Number(object? value)
    {
        double number = value switch
        {
            null or DBNull => double.NaN,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN,
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
        return double.IsNaN(number) ? null : number;
    }

    private static long Microseconds(string value) =>
        (ArrowFile.TimeOf(value) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static IEnumerable<string> Values(string? array) => JsonSerializer.Deserialize<JsonElement[]>(array ?? "[]")!
        .Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.ToString());

    private static double? Variance(double[] values)
    {
        if (values.Length == 0) return null;
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
