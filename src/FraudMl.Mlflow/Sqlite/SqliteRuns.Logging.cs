using System.Globalization;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    public Task LogMetricAsync(MlflowLogMetric request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Key, "key");
        MlflowNames.CheckKey(request.Key, "name", "Metric name");
        var metric = new MlflowMetric(request.Key, request.Value, request.Timestamp, request.Step)
        {
            ModelId = request.ModelId,
            DatasetName = request.DatasetName,
            DatasetDigest = request.DatasetDigest,
        };
        MlflowNames.CheckTimestamp(metric);
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            WriteMetrics(session, request.RunId, [metric]);
        }, cancellationToken);
    }

    public Task LogParamAsync(MlflowLogParam request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckKey(request.Key, lengthName: "Param key");
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            string value = MlflowNames.Cut(request.Value ?? "", MlflowNames.ParamLength);
            if (WriteParam(session, request.RunId, request.Key, value) is { } old)
            {
                throw MlflowException.Invalid(
                    $"Changing param values is not allowed. Param with key='{request.Key}' was already logged with value='{old}' for run "
                    + $"ID='{request.RunId}'. Attempted logging new value '{value}'.");
            }
        }, cancellationToken);
    }

    public Task LogBatchAsync(MlflowLogBatch request, CancellationToken cancellationToken = default)
    {
        CheckBatch(request);
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            WriteParams(session, request.RunId, request.Params);
            WriteMetrics(session, request.RunId, request.Metrics);
            foreach (MlflowTag tag in request.Tags)
                WriteTagAndName(session, request.RunId, tag.Key, tag.Value);
        }, cancellationToken);
    }

    private static void CheckBatch(MlflowLogBatch request)
    {
        if (string.IsNullOrEmpty(request.RunId))
            throw MlflowException.Invalid("Invalid value \"\" for parameter 'run_id' supplied.");
        CheckCount(request.Metrics.Count, MlflowBatchLimits.Metrics, "metrics");
        CheckCount(request.Params.Count, MlflowBatchLimits.Params, "params");
        CheckCount(request.Tags.Count, MlflowBatchLimits.Tags, "tags");
        CheckCount(request.Metrics.Count + request.Params.Count + request.Tags.Count, MlflowBatchLimits.Entities,
            "metrics, params, and tags");
        // A batch holds few names many times.
        var checkedKeys = new HashSet<string>();
        for (int i = 0; i < request.Metrics.Count; i++)
        {
            if (request.Metrics[i].Key is not { } key || checkedKeys.Add(key))
            {
                MlflowNames.Require(request.Metrics[i].Key, string.Create(CultureInfo.InvariantCulture, $"metrics[{i}].key"));
                MlflowNames.CheckKey(request.Metrics[i].Key, string.Create(CultureInfo.InvariantCulture, $"metrics[{i}].name"),
                    "Metric name");
            }

            MlflowNames.CheckTimestamp(request.Metrics[i]);
        }

        for (int i = 0; i < request.Params.Count; i++)
            MlflowNames.CheckKey(request.Params[i].Key, string.Create(CultureInfo.InvariantCulture, $"params[{i}].key"));
        CheckTags(request.Tags);
        string[] duplicates = [.. request.Params.GroupBy(param => param.Key).Where(group => group.Count() > 1)
            .Select(group => $"'{group.Key}'")];
        if (duplicates.Length > 0)
        {
            throw MlflowException.Invalid(
                $"Duplicate parameter keys have been submitted: [{string.Join(", ", duplicates)}]. Please ensure the request contains "
                + $"only one param value per param key.");
        }
    }

    private static void CheckCount(int count, int most, string what)
    {
        if (count > most)
        {
            throw MlflowException.Invalid(
                $"A batch logging request can contain at most {most} {what}. Got {count} {what}. Please split up {what} across multiple "
                + $"requests and try again.");
        }
    }

    private static void WriteParams(SqliteSession session, string runId, IReadOnlyList<MlflowParam> parameters)
    {
        var changed = new List<string>();
        foreach (MlflowParam param in parameters)
        {
            string value = MlflowNames.Cut(param.Value ?? "", MlflowNames.ParamLength);
            if (WriteParam(session, runId, param.Key, value) is { } old)
                changed.Add($"{{'key': '{param.Key}', 'old_value': '{old}', 'new_value': '{value}'}}");
        }

        if (changed.Count > 0)
            throw MlflowException.Invalid(
                $"Changing param values is not allowed. Params were already logged='[{string.Join(", ", changed)}]' for run ID='{runId}'.");
    }

    /// <summary>Writes a parameter; returns the value it already has when that is another one.</summary>
    private static string? WriteParam(SqliteSession session, string runId, string key, string value)
    {
        int inserted = session.Execute(
            "INSERT INTO params (key, value, run_uuid) VALUES (@key, @value, @id) ON CONFLICT DO NOTHING", ("@key", key), ("@value", value),
            ("@id", runId));
        if (inserted > 0)
            return null;
        string? old = session.First("SELECT value FROM params WHERE key = @key AND run_uuid = @id", reader => reader.Text(0), ("@key", key),
            ("@id", runId));
        return old == value ? null : old;
    }

    /// <summary>Writes values and, once per key, which is the latest.</summary>
    private static void WriteMetrics(SqliteSession session, string runId, IReadOnlyList<MlflowMetric> metrics)
    {
        if (metrics.Count == 0)
            return;
        var latest = new Dictionary<string, StoredMetric>();
        using MetricInsert insert = session.InsertMetrics(runId);
        foreach (MlflowMetric metric in metrics)
        {
            StoredMetric stored = StoredMetric.Of(metric);
            insert.Write(metric.Key, stored);
            if (!latest.TryGetValue(metric.Key, out StoredMetric known) || stored.IsLaterThan(known))
                latest[metric.Key] = stored;
            if (!string.IsNullOrEmpty(metric.ModelId))
                SqliteLoggedModels.WriteMetric(session, runId, metric, stored.IsNan ? null : stored.Value);
        }

        foreach ((string key, StoredMetric stored) in latest)
        {
            session.Execute(
                """
                INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (@key, @value, @time, @step, @nan, @id)
                ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step, is_nan = excluded.is_nan
                WHERE (excluded.step, excluded.timestamp, excluded.value) > (latest_metrics.step, latest_metrics.timestamp, latest_metrics.value)
                """,
                ("@key", key), ("@value", stored.Value), ("@time", stored.Timestamp), ("@step", stored.Step), ("@nan", stored.IsNan),
                ("@id", runId));
        }
    }
}
