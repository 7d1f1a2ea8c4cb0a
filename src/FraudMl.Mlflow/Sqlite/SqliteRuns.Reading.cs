using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    private const string SelectInfo =
        "SELECT r.run_uuid, r.experiment_id, r.name, r.user_id, r.status, r.start_time, r.end_time, r.artifact_uri, "
        + "r.lifecycle_stage FROM runs r";

    public Task<MlflowRunAnswer> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => new MlflowRunAnswer { Run = ReadRun(session, runId) }, cancellationToken);

    public Task<MlflowRunPage> SearchAsync(MlflowSearchRuns request, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            int size = PageToken.Size(request.MaxResults ?? 1000, 50_000);
            int offset = PageToken.Offset(request.PageToken);
            var query = new SearchQuery(SqliteSearchSchemas.Runs);
            string experiments = query.Among("experiment_ids", request.ExperimentIds.Select(SqliteExperiments.IdOf));
            string sql = $"""
                {SelectInfo} WHERE r.experiment_id IN {experiments}
                AND {SqliteExperiments.Lifecycle("r", request.RunViewType)} AND {query.Where(request.Filter)}
                ORDER BY {query.OrderBy(request.OrderBy)} LIMIT {query.Add(size + 1)} OFFSET {query.Add(offset)}
                """;
            List<MlflowRunInfo> rows = session.Query(sql, ReadInfo, query.Parameters);
            string? next = PageToken.Next(rows, size, offset);
            return new MlflowRunPage { Runs = [.. rows.Select(info => Complete(session, info))], NextPageToken = next };
        }, cancellationToken);

    public Task<MlflowMetricPage> GetMetricHistoryAsync(
        string runId, string metricKey, int maxResults = 25_000, string? pageToken = null, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            MlflowNames.Require(runId, "run_id");
            MlflowNames.Require(metricKey, "metric_key");
            int size = PageToken.LenientSize(maxResults, int.MaxValue - 1);
            int offset = PageToken.Offset(pageToken);
            // The bounds of the step lead SQLite to the run's own values; it would read this metric's values of every run.
            List<MlflowMetric> rows = session.Query(
                """
                SELECT key, value, timestamp, step, is_nan FROM metrics WHERE run_uuid = @id AND key = @key AND step BETWEEN @first AND @last
                ORDER BY timestamp, step, value LIMIT @limit OFFSET @offset
                """,
                ReadMetric,
                ("@id", runId), ("@key", metricKey), ("@first", long.MinValue), ("@last", long.MaxValue), ("@limit", size + 1L),
                ("@offset", offset));
            string? next = PageToken.Next(rows, size, offset);
            return new MlflowMetricPage { Metrics = rows, NextPageToken = next };
        }, cancellationToken);

    private static MlflowRunInfo FindInfo(SqliteSession session, string runId)
    {
        MlflowNames.Require(runId, "run_id");
        return session.First($"{SelectInfo} WHERE r.run_uuid = @id", ReadInfo, ("@id", runId))
            ?? throw MlflowException.NotFound($"Run with id={runId} not found");
    }

    private static MlflowRun ReadRun(SqliteSession session, string runId) => Complete(session, FindInfo(session, runId));

    private static MlflowRun Complete(SqliteSession session, MlflowRunInfo info) => new()
    {
        Info = info,
        Data = new MlflowRunData
        {
            Metrics = session.Query(
                "SELECT key, value, timestamp, step, is_nan FROM latest_metrics WHERE run_uuid = @id ORDER BY rowid", ReadMetric,
                ("@id", info.RunId)),
            Params = session.Query("SELECT key, value FROM params WHERE run_uuid = @id ORDER BY rowid", reader => reader.Param(),
                ("@id", info.RunId)),
            Tags = session.Query("SELECT key, value FROM tags WHERE run_uuid = @id ORDER BY rowid", reader => reader.Tag(),
                ("@id", info.RunId)),
        },
        Inputs = ReadInputs(session, info.RunId),
        Outputs = new MlflowRunOutputs
        {
            ModelOutputs = session.Query(
                "SELECT destination_id, step FROM inputs WHERE source_type = 'RUN_OUTPUT' AND source_id = @id AND destination_type = "
                + "'MODEL_OUTPUT' ORDER BY rowid",
                reader => new MlflowModelOutput { ModelId = reader.GetString(0), Step = reader.GetInt64(1) },
                ("@id", info.RunId)),
        },
    };

    private static MlflowRunInfo ReadInfo(SqliteDataReader reader) => new()
    {
        RunId = reader.GetString(0),
        RunUuid = reader.GetString(0),
        ExperimentId = reader.GetInt64(1).ToString(CultureInfo.InvariantCulture),
        RunName = reader.Text(2),
        UserId = reader.Text(3),
        Status = Enum.TryParse(reader.Text(4), ignoreCase: true, out MlflowRunStatus status) ? status : MlflowRunStatus.Running,
        StartTime = reader.Long(5),
        EndTime = reader.LongOrNull(6),
        ArtifactUri = reader.Text(7),
        LifecycleStage = reader.Text(8),
    };

    private static MlflowMetric ReadMetric(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetBoolean(4) ? double.NaN : reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3));
}
