using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>Logged models in the embedded store.</summary>
internal sealed partial class SqliteLoggedModels(SqliteStore store, LocalArtifactStore artifacts) : IMlflowLoggedModels
{
    private const string Select = """
        SELECT m.model_id, m.experiment_id, m.name, m.creation_timestamp_ms, m.last_updated_timestamp_ms, m.artifact_location, m.status, m.model_type, m.source_run_id, m.status_message
        FROM logged_models m
        """;

    public Task<MlflowLoggedModelAnswer> CreateAsync(MlflowCreateLoggedModel request, CancellationToken cancellationToken = default)
    {
        string name = string.IsNullOrEmpty(request.Name) ? GeneratedNames.Next() : request.Name;
        MlflowNames.CheckLoggedModel(name);
        MlflowNames.CheckText(request.ModelType, "model_type");
        MlflowNames.CheckText(request.SourceRunId, "source_run_id");
        MlflowNames.CheckTexts(request.Tags);
        CheckParams(request.Params);
        return store.WriteAsync(session =>
        {
            MlflowExperiment experiment = SqliteExperiments.FindActive(session, request.ExperimentId);
            string modelId = $"m-{Guid.NewGuid():N}";
            session.Execute(
                """
                INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms, last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id)
                VALUES (@id, @experiment, @name, @location, @now, @now, @status, 'active', @type, @run)
                """,
                ("@id", modelId), ("@experiment", SqliteExperiments.IdOf(experiment.ExperimentId)), ("@name", name),
                ("@location", ArtifactPath.Combine(experiment.ArtifactLocation, $"models/{modelId}/artifacts")), ("@now", store.Now),
                ("@status", (int)MlflowLoggedModelStatus.Pending), ("@type", request.ModelType), ("@run", request.SourceRunId));
            WriteParams(session, modelId, request.Params);
            foreach (MlflowTag tag in request.Tags)
                WriteTag(session, modelId, tag.Key, tag.Value);
            return new MlflowLoggedModelAnswer { Model = Find(session, modelId) };
        }, cancellationToken);
    }

    public Task<MlflowLoggedModelAnswer> GetAsync(string modelId, bool? allowDeleted = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => new MlflowLoggedModelAnswer { Model = Find(session, modelId, allowDeleted == true) }, cancellationToken);

    public Task<MlflowLoggedModelAnswer> FinalizeAsync(string modelId, MlflowFinalizeLoggedModel request,
        CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            MlflowNames.Require(request.ModelId, "model_id");
            if (!Enum.IsDefined(request.Status))
                MlflowNames.Require(null, "status");
            Find(session, modelId);
            session.Execute(
                "UPDATE logged_models SET status = @status, last_updated_timestamp_ms = @now WHERE model_id = @id",
                ("@status", (int)request.Status), ("@now", store.Now), ("@id", modelId));
            return new MlflowLoggedModelAnswer { Model = Find(session, modelId) };
        }, cancellationToken);

    public Task LogParamsAsync(string modelId, MlflowLogModelParams request, CancellationToken cancellationToken = default)
    {
        CheckParams(request.Params);
        return store.WriteAsync(session =>
        {
            MlflowNames.Require(request.ModelId, "model_id");
            Find(session, modelId);
            WriteParams(session, modelId, request.Params);
        }, cancellationToken);
    }

    public Task SetTagsAsync(string modelId, MlflowSetLoggedModelTags request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckTexts(request.Tags);
        return store.WriteAsync(session =>
        {
            Find(session, modelId);
            foreach (MlflowTag tag in request.Tags)
                WriteTag(session, modelId, tag.Key, tag.Value);
        }, cancellationToken);
    }

    public Task DeleteTagAsync(string modelId, string key, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            Find(session, modelId);
            if (session.Execute("DELETE FROM logged_model_tags WHERE model_id = @id AND tag_key = @key", ("@id", modelId),
                ("@key", key)) == 0)
                throw MlflowException.NotFound($"No tag with key '{key}' found for model with ID '{modelId}'.");
        }, cancellationToken);

    public Task DeleteAsync(string modelId, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            int deleted = session.Execute(
                "UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp_ms = @now WHERE model_id = @id",
                ("@now", store.Now), ("@id", modelId));
            if (deleted == 0)
                throw NotFound(modelId);
        }, cancellationToken);

    public async Task<MlflowArtifactPage> ListArtifactsAsync(string modelId, string? path = null, string? pageToken = null,
        CancellationToken cancellationToken = default)
    {
        MlflowLoggedModelAnswer model = await GetAsync(modelId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await artifacts.ListPageAsync(model.Model.Info.ArtifactUri, path, cancellationToken).ConfigureAwait(false);
    }

    internal static MlflowLoggedModel Find(SqliteSession session, string modelId, bool allowDeleted = false) =>
        session.First($"{Select} WHERE m.model_id = @id AND (m.lifecycle_stage = 'active' OR @deleted)", Read, ("@id", modelId),
            ("@deleted", allowDeleted)) is { } info
            ? Complete(session, info)
            : throw NotFound(modelId);

    internal static void WriteTag(SqliteSession session, string modelId, string key, string value) => session.Execute(
        """
        INSERT INTO logged_model_tags (model_id, experiment_id, tag_key, tag_value)
        SELECT model_id, experiment_id, @key, @value FROM logged_models WHERE model_id = @id
        ON CONFLICT (model_id, tag_key) DO UPDATE SET tag_value = excluded.tag_value
        """,
        ("@key", key), ("@value", value), ("@id", modelId));

    /// <summary>Adds a metric that a run measured on a model.</summary>
    internal static void WriteMetric(SqliteSession session, string runId, MlflowMetric metric, double? value)
    {
        long experimentId = session.First<long?>("SELECT experiment_id FROM logged_models WHERE model_id = @id",
            reader => reader.GetInt64(0), ("@id", metric.ModelId))
            ?? throw new MlflowException(MlflowErrorCodes.BadRequest, $"Logged model with ID '{metric.ModelId}' not found.");
        session.Execute(
            """
            INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, experiment_id, run_id, dataset_uuid, dataset_name, dataset_digest)
            VALUES (@id, @name, @time, @step, @value, @experiment, @run, @dataset, @datasetName, @digest) ON CONFLICT DO NOTHING
            """,
            ("@id", metric.ModelId), ("@name", metric.Key), ("@time", metric.Timestamp), ("@step", metric.Step), ("@value", value),
            ("@experiment", experimentId), ("@run", runId),
            ("@dataset", SqliteRuns.FindDataset(session, experimentId, metric.DatasetName, metric.DatasetDigest)),
            ("@datasetName", metric.DatasetName), ("@digest", metric.DatasetDigest));
    }

    private static void CheckParams(IReadOnlyList<MlflowParam> parameters)
    {
        foreach (MlflowParam parameter in parameters)
        {
            MlflowNames.CheckText(parameter.Key, "key");
            MlflowNames.CheckText(parameter.Value, "value");
        }
    }

    private static MlflowException NotFound(string modelId) => MlflowException.NotFound($"Logged model with ID '{modelId}' not found.");

    private static void WriteParams(SqliteSession session, string modelId, IReadOnlyList<MlflowParam> parameters)
    {
        foreach (MlflowParam param in parameters)
        {
            int written = session.Execute(
                """
                INSERT INTO logged_model_params (model_id, experiment_id, param_key, param_value)
                SELECT model_id, experiment_id, @key, @value FROM logged_models WHERE model_id = @id ON CONFLICT DO NOTHING
                """,
                ("@key", param.Key), ("@value", param.Value ?? ""), ("@id", modelId));
            if (written == 0)
                throw new MlflowException(MlflowErrorCodes.BadRequest,
                    $"The parameter '{param.Key}' of the logged model {modelId} is already set.");
        }
    }

    private static MlflowLoggedModel Complete(SqliteSession session, MlflowLoggedModelInfo info) => new()
    {
        Info = info with
        {
            Tags = session.Query("SELECT tag_key, tag_value FROM logged_model_tags WHERE model_id = @id ORDER BY tag_key",
                reader => reader.Tag(), ("@id", info.ModelId)),
        },
        Data = new MlflowLoggedModelData
        {
            Params = session.Query("SELECT param_key, param_value FROM logged_model_params WHERE model_id = @id ORDER BY param_key",
                reader => reader.Param(), ("@id", info.ModelId)),
            Metrics = session.Query(
                """
                SELECT metric_name, metric_value, metric_timestamp_ms, metric_step, dataset_name, dataset_digest, run_id FROM logged_model_metrics
                WHERE model_id = @id ORDER BY metric_name, metric_timestamp_ms, metric_step
                """,
                reader => new MlflowMetric(reader.GetString(0), reader.IsDBNull(1) ? double.NaN : reader.GetDouble(1), reader.GetInt64(2),
                    reader.GetInt64(3))
                {
                    ModelId = info.ModelId,
                    DatasetName = reader.TextOrNull(4),
                    DatasetDigest = reader.TextOrNull(5),
                    RunId = reader.TextOrNull(6),
                },
                ("@id", info.ModelId)),
        },
    };

    private static MlflowLoggedModelInfo Read(SqliteDataReader reader) => new()
    {
        ModelId = reader.GetString(0),
        ExperimentId = reader.GetInt64(1).ToString(CultureInfo.InvariantCulture),
        Name = reader.GetString(2),
        CreationTimestampMs = reader.GetInt64(3),
        LastUpdatedTimestampMs = reader.GetInt64(4),
        ArtifactUri = reader.GetString(5),
        Status = (MlflowLoggedModelStatus)reader.GetInt32(6),
        ModelType = reader.Text(7),
        SourceRunId = reader.Text(8),
        StatusMessage = reader.TextOrNull(9),
    };
}
