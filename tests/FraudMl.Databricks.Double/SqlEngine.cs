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
        SqlFunctions.AddTo(_database);
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
            if (Creating().Match(sql) is { Success: true } create)
            {
                string name = create.Groups["name"].Value.Replace("`", "");
                if (!_tables.ContainsKey(name))
                {
                    Add(name, [.. Column().Matches(create.Groups["columns"].Value).Select(column =>
                        new DoubleColumn(column.Groups["name"].Value.Replace("``", "`"), column.Groups["type"].Value))], []);
                }

                return new([], []);
            }

            if (Dropping().Match(sql) is { Success: true } drop)
            {
                string name = drop.Groups["name"].Value.Replace("`", "");
                if (_tables.ContainsKey(name)) Drop(name);
                return new([], []);
            }

            List<DoubleColumn> known = [];
            foreach ((string name, IReadOnlyList<DoubleColumn> columns) in _tables)
            {
                string[] parts = name.Split('.');
                if (TryName(ref sql, parts, name) || (parts[0] == catalog && TryName(ref sql, parts[1..], name))
                    || (parts[0] == catalog && parts[1] == schema && TryName(ref sql, parts[2..], name)))
                    known.AddRange(columns);
            }

            sql = Translated(sql);
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

    /// <summary>Returns the full name of a table that a statement names; null where there is none.</summary>
    public string? NameOf(string sql)
    {
        lock (_lock) return _tables.Keys.FirstOrDefault(name => name == sql.Replace("`", ""));
    }

    /// <summary>Inserts what is selected of files' rows.</summary>
    /// <returns>The number of rows.</returns>
    public int Insert(string table, string selected, IEnumerable<(string[] Names, List<object?[]> Rows)> files)
    {
        lock (_lock)
        {
            int count = 0;
            foreach ((string[] names, List<object?[]> rows) in files)
            {
                Execute("DROP TABLE IF EXISTS staged", []);
                _tables.Remove("staged");
                Add("staged", [.. names.Select(name => new DoubleColumn(name, "STRING"))], rows);
                _tables.Remove("staged");
                string columns = string.Join(", ", As().Matches(selected).Select(name => name.Groups["name"].Value));
                Execute($"INSERT INTO \"{table}\" ({columns}) SELECT {Translated(selected)} FROM staged", []);
                count += rows.Count;
            }

            return count;
        }
    }

    /// <summary>Returns how many rows a table has.</summary>
    public int CountOf(string table)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command($"SELECT count(*) FROM \"{table}\"", []);
            return (int)(long)command.ExecuteScalar()!;
        }
    }

    /// <summary>Drops a table.</summary>
    public void Drop(string table)
    {
        lock (_lock)
        {
            _tables.Remove(table);
            Execute($"DROP TABLE \"{table}\"", []);
        }
    }

    public void Dispose() => _database.Dispose();

    private static string Translated(string sql)
    {
        sql = TryCast().Replace(sql, "CAST(");
        sql = Set().Replace(sql, "json_group_array($1) OVER");
        sql = Variance().Replace(sql, "variance_of(json_group_array($1) OVER $2)");
        return AsString().Replace(sql, "AS TEXT)");
    }

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

    [GeneratedRegex(@"collect_set\((\w+)\) OVER")]
    private static partial Regex Set();

    [GeneratedRegex(@"var_pop\((\w+)\) OVER (\w+)")]
    private static partial Regex Variance();

    [GeneratedRegex(@"^CREATE TABLE IF NOT EXISTS (?<name>\S+) \((?<columns>.+)\)$")]
    private static partial Regex Creating();

    [GeneratedRegex(@"^DROP TABLE IF EXISTS (?<name>\S+)$")]
    private static partial Regex Dropping();

    [GeneratedRegex(@"`(?<name>(?:[^`]|``)+)` (?<type>[\w(),]+?)(?:, |$)")]
    private static partial Regex Column();

    [GeneratedRegex(@" AS (?<name>`(?:[^`]|``)+`)")]
    private static partial Regex As();
}
