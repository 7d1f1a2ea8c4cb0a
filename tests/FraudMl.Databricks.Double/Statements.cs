using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace FraudMl.Databricks.Double;

/// <summary>Runs statements as warehouses do: they wait for the warehouse, run, end, and keep their result for an hour.</summary>
public sealed class Statements(DoubleClock clock, SqlEngine engine, Volumes volumes)
{
    private const int InlineLimit = 25 << 20;
    private static readonly TimeSpan ResultLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Statement> _all = new();
    private readonly ConcurrentDictionary<string, Statement> _copying = new();
    private readonly Dictionary<(string Table, string File), DateTimeOffset> _copied = [];
    private readonly Lock _writing = new();

    /// <summary>Warehouses by id.</summary>
    public Dictionary<string, Warehouse> Warehouses { get; } = new() { ["wh1"] = new() };

    /// <summary>What was sent, in order.</summary>
    public ConcurrentQueue<Statement> Sent { get; } = new();

    /// <summary>How long a statement runs.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many cancels are missed silently.</summary>
    public int MissedCancels { get; set; }

    /// <summary>Rows of a chunk.</summary>
    public int ChunkRowCount { get; set; } = 1000;

    /// <summary>Rows of a record batch within a chunk.</summary>
    public int BatchRowCount { get; set; } = 300;

    /// <summary>Whether buffers within Arrow files are packed.</summary>
    public bool PacksBuffers { get; set; }

    /// <summary>Whether a result is packed when that is asked for.</summary>
    public bool PacksFiles { get; set; } = true;

    /// <summary>Answers instead of the engine; null for the engine's answer.</summary>
    public Func<Statement, DoubleResult?>? Answer { get; set; }

    /// <summary>Makes a link to a chunk.</summary>
    public Func<Statement, int, JsonObject> LinkOf { get; set; } = (_, _) => [];

    /// <summary>Takes a statement; throws what is wrong with the request.</summary>
    public Statement Execute(JsonObject body)
    {
        string Required(string name) => body[name]?.GetValue<string>() ?? throw new BadRequestException($"{name} is missing.");
        string warehouse = Required("warehouse_id"), text = Required("statement");
        if (!Warehouses.TryGetValue(warehouse, out Warehouse? on))
            throw new BadRequestException($"Warehouse {warehouse} does not exist.", 404);
        if (Encoding.UTF8.GetByteCount(text) > 16 << 20) throw new BadRequestException("The statement is longer than 16 MiB.");
        string wait = body["wait_timeout"]?.GetValue<string>() ?? "10s";
        if (!int.TryParse(wait.TrimEnd('s'), out int seconds) || seconds is not (0 or (>= 5 and <= 50)))
            throw new BadRequestException("wait_timeout must be 0s or 5s to 50s.");
        string disposition = body["disposition"]?.GetValue<string>() ?? "INLINE";
        string format = body["format"]?.GetValue<string>() ?? "JSON_ARRAY";
        if (disposition == "INLINE" && format != "JSON_ARRAY") throw new BadRequestException($"{format} needs EXTERNAL_LINKS.");
        var statement = new Statement(Guid.NewGuid().ToString(), text, body) { Disposition = disposition, SentAt = clock.GetUtcNow() };
        foreach (JsonNode? parameter in body["parameters"]?.AsArray() ?? [])
        {
            string name = parameter!["name"]?.GetValue<string>() ?? throw new BadRequestException("A parameter has no name.");
            statement.Parameters.Add((name, parameter["value"]?.GetValue<string>(), parameter["type"]?.GetValue<string>() ?? "STRING"));
        }

        statement.StartsAt = on.ReadyAt(clock.GetUtcNow());
        _all[statement.Id] = statement;
        if (statement.Copy is not null) _copying[statement.Id] = statement;
        Sent.Enqueue(statement);
        return statement;
    }

    /// <summary>Finds a statement.</summary>
    public Statement Find(string id) => _all.GetValueOrDefault(id) ?? throw new BadRequestException($"Statement {id} does not exist.", 404);

    /// <summary>Moves a statement on to where it stands now and tells it.</summary>
    public JsonObject Status(Statement statement)
    {
        MoveCopies();
        lock (statement)
        {
            Move(statement);
            var status = new JsonObject { ["state"] = statement.State };
            if (statement.Error is { } error)
            {
                status["error"] = new JsonObject { ["error_code"] = "BAD_REQUEST", ["message"] = error };
                status["sql_state"] = statement.SqlState;
            }

            var answer = new JsonObject { ["statement_id"] = statement.Id, ["status"] = status };
            if (statement.State != "SUCCEEDED") return answer;
            answer["manifest"] = Manifest(statement);
            answer["result"] = statement.ChunkCount == 0 ? new JsonObject() : Chunk(statement, 0);
            return answer;
        }
    }

    /// <summary>Returns a chunk: its rows or a link.</summary>
    public JsonObject Chunk(Statement statement, int index)
    {
        lock (statement)
        {
            Move(statement);
            if (statement.State != "SUCCEEDED") throw new BadRequestException($"The statement is {statement.State}.", 404);
            if (index >= statement.ChunkCount) throw new BadRequestException($"There is no chunk {index}.", 404);
            JsonObject chunk = Describe(statement, index);
            if (index + 1 < statement.ChunkCount)
            {
                chunk["next_chunk_index"] = index + 1;
                chunk["next_chunk_internal_link"] = $"/api/2.0/sql/statements/{statement.Id}/result/chunks/{index + 1}";
            }

            if (statement.Disposition == "INLINE")
            {
                chunk["data_array"] = new JsonArray([.. Rows(statement, index).Select(row => (JsonNode)new JsonArray(
                    [.. row.Select((value, i) => value is null ? null : (JsonNode)JsonText(statement.Result!.Columns[i], value))]))]);
                return chunk;
            }

            foreach ((string name, JsonNode? value) in LinkOf(statement, index).ToArray()) chunk[name] = value?.DeepClone();
            return new JsonObject { ["external_links"] = new JsonArray(chunk) };
        }
    }

    /// <summary>Returns the file of a chunk.</summary>
    public byte[] File(Statement statement, int index)
    {
        if (statement.Result!.Repeated is { } repeated) return repeated.File;
        return statement.Files.GetOrAdd(index, _ => ArrowFile.Of(statement.Result!.Columns, [.. Rows(statement, index)], BatchRowCount,
            PacksFiles && IsPackingAsked(statement), PacksBuffers));
    }

    /// <summary>Cancels a statement, or misses it silently.</summary>
    public void Cancel(Statement statement)
    {
        lock (statement)
        {
            if (MissedCancels-- > 0) return;
            Move(statement);
            if (statement.State is "PENDING" or "RUNNING") statement.State = "CANCELED";
        }
    }

    private static bool IsPackingAsked(Statement statement) => statement.Body["result_compression"]?.GetValue<string>() == "LZ4_FRAME";

    // A statement runs whether or not anybody asks for it; where it writes, that shows.
    private void MoveCopies()
    {
        foreach (Statement statement in _copying.Values.OrderBy(other => other.StartsAt))
        {
            lock (statement) Move(statement);
            if (statement.State is not ("PENDING" or "RUNNING")) _copying.TryRemove(statement.Id, out _);
        }
    }

    private DoubleResult Copy(CopyInto copy, DateTimeOffset began)
    {
        lock (_writing)
        {
            string table = engine.NameOf(copy.Table) ?? throw new SqlFailureException("42P01", $"[TABLE_OR_VIEW_NOT_FOUND] {copy.Table}");
            if (copy.Files.Any(file => _copied.TryGetValue((table, file), out DateTimeOffset at) && at > began))
                throw new SqlFailureException("2D521", "[DELTA_CONCURRENT_APPEND] A concurrent COPY INTO added data.");
            string[] files = [.. copy.Files.Where(file => !_copied.ContainsKey((table, file)))];
            if (files.FirstOrDefault(file => !volumes.Files.ContainsKey(file)) is { } absent)
                throw new SqlFailureException("42K03", $"[PATH_NOT_FOUND] {absent}");
            int count = engine.Insert(table, copy.Selected, files.Select(volumes.Read));
            foreach (string file in files) _copied[(table, file)] = clock.GetUtcNow();
            return new([new("num_affected_rows", "BIGINT"), new("num_inserted_rows", "BIGINT")], [[(long)count, (long)count]]);
        }
    }

    private void Move(Statement statement)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (statement.State == "PENDING" && now >= statement.StartsAt) statement.State = "RUNNING";
        if (statement.State == "RUNNING" && now >= statement.StartsAt + RunTime) Run(statement);
        if (statement.State == "SUCCEEDED" && now >= statement.EndedAt + ResultLife) statement.State = "CLOSED";
    }

    private void Run(Statement statement)
    {
        try
        {
            DoubleResult result = Answer?.Invoke(statement)
                ?? (statement.Copy is { } copy ? Copy(copy, statement.StartsAt) : null)
                ?? engine.Run(statement.Text, Bound(statement),
                statement.Body["catalog"]?.GetValue<string>(), statement.Body["schema"]?.GetValue<string>());
            if (statement.Body["row_limit"]?.GetValue<int>() is { } limit && result.Rows.Count > limit)
            {
                result = result with { Rows = [.. result.Rows.Take(limit)] };
                statement.IsTruncated = true;
            }

            (statement.Result, statement.State, statement.EndedAt) = (result, "SUCCEEDED", clock.GetUtcNow());
            statement.ChunkCount = result.Repeated?.Count ?? (result.Rows.Count + ChunkRowCount - 1) / ChunkRowCount;
            if (statement.Disposition == "INLINE" && Enumerable.Range(0, statement.ChunkCount).Sum(index => Rows(statement, index)
                .Sum(row => row.Sum(value => Convert.ToString(value, CultureInfo.InvariantCulture)!.Length + 3L))) > InlineLimit)
                Fail(statement, "54000", "Inline byte limit exceeded. With disposition=INLINE a result has at most 25 MiB.");
        }
        catch (SqlFailureException error)
        {
            Fail(statement, error.State, error.Message);
        }
        catch (SqliteException error)
        {
            // A name of three parts that is no table's stays as it is, and SQLite stumbles over its points.
            bool isAbsent = error.Message.Contains("no such table", StringComparison.Ordinal)
                || error.Message.Contains("near \".\"", StringComparison.Ordinal);
            Fail(statement, isAbsent ? "42P01" : "42601",
                $"[{(isAbsent ? "TABLE_OR_VIEW_NOT_FOUND" : "PARSE_SYNTAX_ERROR")}] {error.Message}");
        }
    }

    private static IEnumerable<(string Name, object? Value)> Bound(Statement statement) => statement.Parameters.Select(parameter =>
        (parameter.Name, parameter.Value is null ? null : parameter.Type.Split('(')[0] switch
        {
            "INT" or "BIGINT" or "SMALLINT" or "TINYINT" => long.Parse(parameter.Value, CultureInfo.InvariantCulture),
            "DOUBLE" or "FLOAT" or "DECIMAL" => double.Parse(parameter.Value, CultureInfo.InvariantCulture),
            "BOOLEAN" => parameter.Value == "true" ? 1L : 0L,
            "STRING" or "DATE" or "TIMESTAMP" => (object)parameter.Value,
            var other => throw new InvalidOperationException($"Parameter type {other}."),
        }));

    private static void Fail(Statement statement, string state, string message) =>
        (statement.State, statement.SqlState, statement.Error) = ("FAILED", state, message);

    private JsonObject Manifest(Statement statement)
    {
        DoubleResult result = statement.Result!;
        var columns = new JsonArray([.. result.Columns.Select((column, i) => (JsonNode)new JsonObject
        {
            ["name"] = column.Name, ["position"] = i, ["type_name"] = column.TypeName, ["type_text"] = column.Type,
        })]);
        var manifest = new JsonObject
        {
            ["format"] = statement.Body["format"]?.DeepClone() ?? "JSON_ARRAY",
            ["schema"] = new JsonObject { ["column_count"] = result.Columns.Count, ["columns"] = columns },
            ["total_chunk_count"] = statement.ChunkCount,
            ["total_row_count"] = result.Repeated is { } repeated ? repeated.Count * repeated.RowCount : result.Rows.Count,
            ["truncated"] = statement.IsTruncated,
            ["chunks"] = new JsonArray([.. Enumerable.Range(0, Math.Min(statement.ChunkCount, 10))
                .Select(index => (JsonNode)Describe(statement, index))]),
        };
        if (statement.Disposition != "INLINE" && PacksFiles && IsPackingAsked(statement)) manifest["result_compression"] = "LZ4_FRAME";
        return manifest;
    }

    private JsonObject Describe(Statement statement, int index)
    {
        long each = statement.Result!.Repeated?.RowCount ?? ChunkRowCount;
        return new JsonObject
        {
            ["chunk_index"] = index, ["row_offset"] = index * each,
            ["row_count"] = statement.Result.Repeated is null ? Math.Min(each, statement.Result.Rows.Count - (index * each)) : each,
        };
    }

    private IEnumerable<object?[]> Rows(Statement statement, int index) =>
        statement.Result!.Rows.Skip(index * ChunkRowCount).Take(ChunkRowCount);

    private static string JsonText(DoubleColumn column, object value) => column.TypeName switch
    {
        "BOOLEAN" => Convert.ToInt64(value) != 0 ? "true" : "false",
        "DECIMAL" => ArrowFile.DecimalText(value, column.Digits.Scale),
        "TIMESTAMP" => ArrowFile.TimeOf(value).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        "TIMESTAMP_NTZ" => ArrowFile.TimeOf(value).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>A statement and where it stands.</summary>
public sealed class Statement(string id, string text, JsonObject body)
{
    public string Id { get; } = id;

    public string Text { get; } = text;

    public JsonObject Body { get; } = body;

    public List<(string Name, string? Value, string Type)> Parameters { get; } = [];

    public string State { get; set; } = "PENDING";

    public string Disposition { get; init; } = "";

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    public string? Error { get; set; }

    public string? SqlState { get; set; }

    public bool IsTruncated { get; set; }

    public int ChunkCount { get; set; }

    public DoubleResult? Result { get; set; }

    public ConcurrentDictionary<int, byte[]> Files { get; } = new();

    /// <summary>What it copies; null where it copies nothing.</summary>
    public CopyInto? Copy { get; } = CopyInto.Parse(text);
}

/// <summary>A warehouse that stops and starts.</summary>
public sealed class Warehouse
{
    private readonly Lock _lock = new();

    /// <summary>How long it takes to start.</summary>
    public TimeSpan StartTime { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>When it is ready; null while it is stopped.</summary>
    public DateTimeOffset? Ready { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Starts it unless it runs, and returns when it is ready.</summary>
    public DateTimeOffset ReadyAt(DateTimeOffset now)
    {
        lock (_lock) return Max(Ready ??= now + StartTime, now);
    }

    /// <summary>Its state.</summary>
    public string StateAt(DateTimeOffset now) => Ready is not { } ready ? "STOPPED" : now < ready ? "STARTING" : "RUNNING";

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>A request that is wrong.</summary>
public sealed class BadRequestException(string message, int status = 400) : Exception(message)
{
    public int Status => status;
}
