using FraudMl.Mlflow.Tests;
using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>What is in the file of a store, read past everything under test, in the order in which it was written.</summary>
internal static class StoredRows
{
    public static List<(string Key, double Value, long Timestamp, long Step)> Metrics(TemporaryStore store, string runId) =>
        Query(store, "SELECT key, value, timestamp, step FROM metrics WHERE run_uuid = @id ORDER BY rowid", runId,
            row => (row.GetString(0), row.GetDouble(1), row.GetInt64(2), row.GetInt64(3)));

    public static List<(string Key, string Value)> Params(TemporaryStore store, string runId) =>
        Query(store, "SELECT key, value FROM params WHERE run_uuid = @id ORDER BY rowid", runId,
            row => (row.GetString(0), row.GetString(1)));

    /// <summary>Whether SQLite finds nothing wrong with the file.</summary>
    public static bool AreIntact(TemporaryStore store) => Query(store, "PRAGMA integrity_check", "", row => row.GetString(0)) is ["ok"];

    private static List<T> Query<T>(TemporaryStore store, string sql, string runId, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={store.Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@id", runId);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
