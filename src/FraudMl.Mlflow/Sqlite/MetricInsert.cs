using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FraudMl.Mlflow;

/// <summary>Inserts the metric values of one run, straight through SQLite's own API: ADO.NET looks up and boxes six
/// parameters for each.</summary>
internal sealed class MetricInsert : IDisposable
{
    private const string Sql = "INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON "
        + "CONFLICT DO NOTHING";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares the statement; what it writes belongs to the transaction that is open on the connection.</summary>
    public MetricInsert(SqliteConnection connection, string runId)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
        Check(raw.sqlite3_bind_text(_statement, 4, runId));
    }

    /// <summary>Writes a value unless there is an equal one.</summary>
    public void Write(string key, in StoredMetric metric)
    {
        Check(raw.sqlite3_bind_text(_statement, 1, key));
        Check(raw.sqlite3_bind_double(_statement, 2, metric.Value));
        Check(raw.sqlite3_bind_int64(_statement, 3, metric.Timestamp));
        Check(raw.sqlite3_bind_int64(_statement, 5, metric.Step));
        Check(raw.sqlite3_bind_int(_statement, 6, metric.IsNan ? 1 : 0));
        int result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK && result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
