using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>One transaction; commands are prepared once and reused.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">Its transaction.</param>
/// <param name="cancellationToken">Stops the work before its next command.</param>
internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, CancellationToken cancellationToken)
    : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public int Execute(string sql, params IReadOnlyList<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        using SqliteDataReader reader = Bind(sql, parameters).ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        using SqliteDataReader reader = Bind(sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    public bool Any(string sql, params IReadOnlyList<(string Name, object? Value)> parameters) => First(sql, _ => true, parameters);

    /// <summary>Prepares to insert metric values of a run.</summary>
    public MetricInsert InsertMetrics(string runId) => new(connection, runId);

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
            command.Dispose();
    }

    private SqliteCommand Bind(string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach ((string name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }

        for (int i = 0; i < parameters.Count; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
