using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

internal static class SqliteReaderExtensions
{
    /// <summary>Returns the text, empty when it is NULL.</summary>
    public static string Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);

    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Returns the number, zero when it is NULL.</summary>
    public static long Long(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);

    public static long? LongOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static MlflowTag Tag(this SqliteDataReader reader) => new(reader.GetString(0), reader.Text(1));

    public static MlflowParam Param(this SqliteDataReader reader) => new(reader.GetString(0), reader.Text(1));
}
