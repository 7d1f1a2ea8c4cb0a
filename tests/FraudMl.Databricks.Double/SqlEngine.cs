using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace FraudMl.Databricks.Double;

/// <summary>Runs statements on SQLite, with the names, casts and functions of Databricks that are used here.</summary>
public sealed partial class SqlEngine : IDisposable
{
    private readonly SqliteConnection _database = new("Data Source=:memory:");
    private readonly Dictionary<string, IReadOnlyList<DoubleColumn>> _tables = [];
    private readonly Dictionary<long, Random> _random = [];
    private readonly Lock _lock = new();

    public SqlEngine()
    {
        _database.Open();
        _database.CreateFunction("rand", (long seed) =>
        {
            if (!_random.TryGetValue(seed, out Random? random)) _random[seed] = random = new Random((int)seed);
            return random.NextDouble();
        });
    }

    /// <summary>Adds a table.</summary>
    /// <param name="name">Its full name, such as <c>main.fraud.payments</c>.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    public void Add(string name, IReadOnlyList<DoubleColumn> columns, IEnumerable<object?[]> rows)
    {
        _tables[name] = columns;
        Execute($"CREATE TABLE \"{name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name.Replace("\"", "\"\"")}\""))})", []);
        using SqliteTransaction transaction = _database.BeginTransaction();
        string places = string.Join(", ", columns.Select((_, i) => $"$p{i}"));
        foreach (object?[] row in rows)
            Execute($"INSERT INTO \"{name}\" VALUES ({places})", row.Select((value, i) => ($"$p{i}", value)), transaction);
        transaction.Commit();
    }

    /// <summary>Runs a query.</summary>
    /// <exception cref="SqliteException">Thrown when it is wrong.</exception>
    public DoubleResult Run(string sql, IEnumerable<(string Name, object? Value)> parameters, string? catalog, string? schema)
    {
        lock (_lock)
        {
            _random.Clear();
            List<DoubleColumn> known = [];
            foreach ((string name, IReadOnlyList<DoubleColumn> columns) in _tables)
            {
                string[] parts = name.Split('.');
                if (TryName(ref sql, parts, name) || (parts[0] == catalog && TryName(ref sql, parts[1..], name))
                    || (parts[0] == catalog && parts[1] == schema && TryName(ref sql, parts[2..], name)))
                    known.AddRange(columns);
            }

            sql = TryCast().Replace(sql, "CAST(");
            sql = AsString().Replace(sql, "AS TEXT)");
            using SqliteCommand command = Command(sql, parameters.Select(parameter => (":" + parameter.Name, parameter.Value)));
            using SqliteDataReader reader = command.ExecuteReader();
            List<object?[]> rows = [];
            string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            while (reader.Read())
            {
                var row = new object?[names.Length];
                for (int i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                rows.Add(row);
            }

            return new([.. names.Select((name, i) => known.Find(column => column.Name == name) ?? new(name, TypeOf(rows, i)))], rows);
        }
    }

    public void Dispose() => _database.Dispose();

    private static string TypeOf(List<object?[]> rows, int column) => rows.Find(row => row[column] is not null)?[column] switch
    {
        long => "BIGINT", double => "DOUBLE", null => "VOID", _ => "STRING",
    };

    private static bool TryName(ref string sql, string[] parts, string table)
    {
        string dotted = string.Join(@"\.", parts.Select(part => $"(?:`{Regex.Escape(part)}`|{Regex.Escape(part)})"));
        string pattern = @"(?<![\w`.])" + dotted + @"(?![\w`.])";
        string named = Regex.Replace(sql, pattern, $"\"{table}\"");
        bool isFound = named != sql;
        sql = named;
        return isFound;
    }

    private void Execute(string sql, IEnumerable<(string Name, object? Value)> parameters, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _database.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    [GeneratedRegex(@"try_cast\(", RegexOptions.IgnoreCase)]
    private static partial Regex TryCast();

    [GeneratedRegex(@"AS STRING\)", RegexOptions.IgnoreCase)]
    private static partial Regex AsString();
}
