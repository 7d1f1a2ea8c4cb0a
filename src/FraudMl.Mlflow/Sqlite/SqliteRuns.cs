using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>Runs in the embedded store.</summary>
internal sealed partial class SqliteRuns(SqliteStore store, LocalArtifactStore artifacts) : IMlflowRuns
{
    private const string RunNameTag = "mlflow.runName";

    public Task<MlflowRunAnswer> CreateAsync(MlflowCreateRun request, CancellationToken cancellationToken = default)
    {
        string? tagName = request.Tags.LastOrDefault(tag => tag.Key == RunNameTag)?.Value;
        if (!string.IsNullOrEmpty(request.RunName) && !string.IsNullOrEmpty(tagName) && request.RunName != tagName)
        {
            throw MlflowException.Invalid(
                $"Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                + $"(run_name='{request.RunName}', mlflow.runName='{tagName}').");
        }

        string name = !string.IsNullOrEmpty(request.RunName) ? request.RunName
            : !string.IsNullOrEmpty(tagName) ? tagName
            : GeneratedNames.Next();
        MlflowNames.CheckText(name, "run_name");
        MlflowNames.CheckText(request.UserId, "user_id");
        MlflowNames.CheckTexts(request.Tags);
        if (string.IsNullOrEmpty(request.ExperimentId))
            throw new MlflowException(MlflowErrorCodes.BadRequest,
                $"{MlflowNames.DatabaseRemark}A run needs an experiment: set experiment_id.");
        return store.WriteAsync(session =>
        {
            MlflowExperiment experiment = SqliteExperiments.FindActive(session, request.ExperimentId);
            string runId = Guid.NewGuid().ToString("N");
            session.Execute(
                """
                INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
                VALUES (@id, @name, 'UNKNOWN', '', '', @user, 'RUNNING', @start, '', 'active', @artifacts, @experiment)
                """,
                ("@id", runId), ("@name", name), ("@user", request.UserId ?? ""), ("@start", request.StartTime ?? 0),
                ("@artifacts", ArtifactPath.Combine(experiment.ArtifactLocation, $"{runId}/artifacts")),
                ("@experiment", SqliteExperiments.IdOf(experiment.ExperimentId)));
            // The tags of a new run are neither checked nor cut.
            foreach (MlflowTag tag in request.Tags)
                PutTag(session, runId, tag.Key ?? "", tag.Value ?? "");
            PutTag(session, runId, RunNameTag, name);
            return new MlflowRunAnswer { Run = ReadRun(session, runId) };
        }, cancellationToken);
    }

    public Task<MlflowRunInfoAnswer> UpdateAsync(MlflowUpdateRun request, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            if (request.Status is { } unknown && !Enum.IsDefined(unknown))
                throw MlflowException.Invalid($"Invalid value {(int)unknown} for parameter 'status' supplied:  Hint: Value was of type "
                    + $"'int'. See the API docs for more information about request parameters.");
            if (request.Status is { } status)
                session.Execute("UPDATE runs SET status = @status WHERE run_uuid = @id", ("@status", StatusText(status)),
                    ("@id", request.RunId));
            if (request.EndTime is { } end)
                session.Execute("UPDATE runs SET end_time = @end WHERE run_uuid = @id", ("@end", end), ("@id", request.RunId));
            MlflowNames.CheckText(request.RunName, "run_name");
            if (!string.IsNullOrEmpty(request.RunName))
                WriteTagAndName(session, request.RunId, RunNameTag, request.RunName);
            return new MlflowRunInfoAnswer { RunInfo = FindInfo(session, request.RunId) };
        }, cancellationToken);

    public Task DeleteAsync(MlflowRunReference request, CancellationToken cancellationToken = default) =>
        Move(request.RunId, "deleted", cancellationToken);

    public Task RestoreAsync(MlflowRunReference request, CancellationToken cancellationToken = default) =>
        Move(request.RunId, "active", cancellationToken);

    public Task SetTagAsync(MlflowSetRunTag request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckKey(request.Key);
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            WriteTagAndName(session, request.RunId, request.Key, request.Value);
        }, cancellationToken);
    }

    public Task DeleteTagAsync(MlflowDeleteRunTag request, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            MlflowNames.Require(request.Key, "key");
            if (session.Execute("DELETE FROM tags WHERE run_uuid = @id AND key = @key", ("@id", request.RunId), ("@key", request.Key)) == 0)
                throw MlflowException.NotFound($"No tag with name: {request.Key} in run with id {request.RunId}");
        }, cancellationToken);

    public async Task<MlflowArtifactPage> ListArtifactsAsync(string runId, string? path = null, string? pageToken = null,
        CancellationToken cancellationToken = default)
    {
        MlflowRunAnswer run = await GetAsync(runId, cancellationToken).ConfigureAwait(false);
        return await artifacts.ListPageAsync(run.Run.Info.ArtifactUri, path, cancellationToken).ConfigureAwait(false);
    }

    internal static void RequireActive(SqliteSession session, string runId)
    {
        MlflowRunInfo info = FindInfo(session, runId);
        if (info.LifecycleStage != "active")
            throw MlflowException.Invalid($"The run {runId} must be in the 'active' state. Current state is {info.LifecycleStage}.");
    }

    private static string StatusText(MlflowRunStatus status) => status.ToString().ToUpperInvariant();

    private static void CheckTags(IReadOnlyList<MlflowTag> tags)
    {
        for (int i = 0; i < tags.Count; i++)
            MlflowNames.CheckKey(tags[i].Key, string.Create(CultureInfo.InvariantCulture, $"tags[{i}].key"));
    }

    private static void WriteTag(SqliteSession session, string runId, string key, string value) =>
        PutTag(session, runId, key, MlflowNames.Cut(value ?? "", MlflowNames.RunTagLength));

    private static void PutTag(SqliteSession session, string runId, string key, string value) => session.Execute(
        "INSERT INTO tags (key, value, run_uuid) VALUES (@key, @value, @id) ON CONFLICT (key, run_uuid) DO UPDATE SET value = "
        + "excluded.value",
        ("@key", key), ("@value", value), ("@id", runId));

    /// <summary>Writes a tag; the tag with the name of the run renames it, and is never empty.</summary>
    private static void WriteTagAndName(SqliteSession session, string runId, string key, string value)
    {
        if (key == RunNameTag && string.IsNullOrEmpty(value))
            return;
        WriteTag(session, runId, key, value);
        if (key == RunNameTag)
            session.Execute("UPDATE runs SET name = @name WHERE run_uuid = @id", ("@name", value), ("@id", runId));
    }

    private Task Move(string runId, string stage, CancellationToken cancellationToken) => store.WriteAsync(session =>
    {
        FindInfo(session, runId);
        session.Execute(
            "UPDATE runs SET lifecycle_stage = @stage, deleted_time = @deleted WHERE run_uuid = @id",
            ("@stage", stage), ("@deleted", stage == "deleted" ? store.Now : null), ("@id", runId));
    }, cancellationToken);
}
