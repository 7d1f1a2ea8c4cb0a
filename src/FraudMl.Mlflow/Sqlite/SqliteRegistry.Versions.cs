using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRegistry
{
    /// <summary>MLflow keeps the row of a deleted version, so that its number is never used again.</summary>
    private const string DeletedStage = "Deleted_Internal";

    private const string SelectVersion = """
        SELECT v.name, v.version, v.creation_time, v.last_updated_time, v.current_stage, v.description, v.source, v.run_id, v.status, v.status_message, v.run_link
        FROM model_versions v
        """;

    public async Task<MlflowModelVersionAnswer> CreateVersionAsync(MlflowCreateModelVersion request,
        CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Name, "name");
        MlflowNames.Require(request.Source, "source");
        CheckSource(request);
        MlflowNames.CheckDescription(request.Description);
        MlflowNames.CheckLength(request.RunLink ?? "", "run_link", MlflowNames.LinkLength);
        foreach (MlflowTag tag in request.Tags)
            CheckTag(tag.Key, tag.Value);
        MlflowModelVersionAnswer created = await store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            string? modelId = LoggedModelOf(request);
            string? location = LocationOf(session, request, modelId);
            int version = session.First(
                "SELECT COALESCE(MAX(version), 0) + 1 FROM model_versions WHERE name = @name AND workspace = 'default'",
                reader => reader.GetInt32(0), ("@name", request.Name));
            session.Execute(
                """
                INSERT INTO model_versions (name, version, creation_time, last_updated_time, description, current_stage, source, run_id, status, run_link, storage_location, workspace)
                VALUES (@name, @version, @now, @now, @description, 'None', @source, @run, 'READY', @link, @location, 'default')
                """,
                ("@name", request.Name), ("@version", version), ("@now", store.Now), ("@description", request.Description ?? ""),
                ("@source", request.Source),
                ("@run", request.RunId), ("@link", request.RunLink ?? ""), ("@location", location));
            session.Execute("UPDATE registered_models SET last_updated_time = @now WHERE name = @name AND workspace = 'default'",
                ("@now", store.Now), ("@name", request.Name));
            foreach (MlflowTag tag in request.Tags)
                WriteVersionTag(session, request.Name, version, tag.Key, tag.Value);
            if (modelId is not null)
                LinkLoggedModel(session, modelId, request.Name, version);
            return AnswerVersion(session, request.Name, version);
        }, cancellationToken).ConfigureAwait(false);
        outbox?.VersionCreated(created.ModelVersion);
        return created;
    }

    public Task<MlflowModelVersionAnswer> GetVersionAsync(string name, string version, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            MlflowNames.Require(version, "version");
            return AnswerVersion(session, name, VersionNumber.Parse(version));
        }, cancellationToken);

    public Task<MlflowModelVersionPage> SearchVersionsAsync(
        string? filter = null, int maxResults = 10_000, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            if (maxResults < 1)
                throw MlflowException.Invalid($"Invalid value for max_results. It must be a positive integer, but got {maxResults}");
            int size = PageToken.Size(maxResults, 200_000);
            int offset = PageToken.Offset(pageToken);
            var query = new SearchQuery(SqliteSearchSchemas.ModelVersions);
            string sql = $"""
                {SelectVersion} WHERE v.workspace = 'default' AND v.current_stage != '{DeletedStage}' AND {query.Where(filter)}
                ORDER BY {query.OrderBy(orderBy ?? [])} LIMIT {query.Add(size + 1)} OFFSET {query.Add(offset)}
                """;
            List<MlflowModelVersion> rows = session.Query(sql, ReadVersion, query.Parameters);
            string? next = PageToken.Next(rows, size, offset);
            // As in MLflow, a search leaves out the aliases.
            return new MlflowModelVersionPage { ModelVersions = [.. rows.Select(row => Complete(session, row) with { Aliases = [] })],
                NextPageToken = next };
        }, cancellationToken);

    public Task<MlflowModelVersionAnswer> UpdateVersionAsync(
        MlflowUpdateModelVersion request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckDescription(request.Description);
        return WithVersion(request.Name, request.Version, (session, version) =>
        {
            session.Execute(
                "UPDATE model_versions SET description = @description, last_updated_time = @now WHERE name = @name AND version = @version "
                + "AND workspace = 'default'",
                ("@description", request.Description), ("@now", store.Now), ("@name", request.Name), ("@version", version));
            return AnswerVersion(session, request.Name, version);
        }, cancellationToken);
    }

    public Task DeleteVersionAsync(MlflowModelVersionReference request, CancellationToken cancellationToken = default) =>
        WithVersion(request.Name, request.Version, (session, version) => session.Execute(
            """
            UPDATE model_versions SET current_stage = @stage, last_updated_time = @now, description = NULL, user_id = NULL, source = 'REDACTED-SOURCE-PATH',
                run_id = 'REDACTED-RUN-ID', run_link = 'REDACTED-RUN-LINK', status_message = NULL
            WHERE name = @name AND version = @version AND workspace = 'default'
            """,
            ("@stage", DeletedStage), ("@now", store.Now), ("@name", request.Name), ("@version", version)), cancellationToken);

    public Task<MlflowArtifactUri> GetDownloadUriAsync(string name, string version, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => new MlflowArtifactUri { ArtifactUri = DownloadUri(session, name, VersionNumber.Parse(version)) },
            cancellationToken);

    public async Task SetVersionTagAsync(MlflowSetModelVersionTag request, CancellationToken cancellationToken = default)
    {
        CheckTag(request.Key, request.Value);
        await WithVersion(request.Name, request.Version, (session, version) =>
        {
            WriteVersionTag(session, request.Name, version, request.Key, request.Value);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        outbox?.TagSet(request);
    }

    public async Task DeleteVersionTagAsync(MlflowDeleteModelVersionTag request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Key, "key");
        await WithVersion(request.Name, request.Version, (session, version) => session.Execute(
            "DELETE FROM model_version_tags WHERE name = @name AND version = @version AND key = @key AND workspace = 'default'",
            ("@name", request.Name), ("@version", version), ("@key", request.Key)), cancellationToken).ConfigureAwait(false);
        outbox?.TagDeleted(request);
    }

    private Task<T> WithVersion<T>(string name, string version, Func<SqliteSession, int, T> work, CancellationToken cancellationToken) =>
        store.WriteAsync(session =>
        {
            MlflowNames.Require(version, "version");
            int number = VersionNumber.Parse(version);
            FindVersion(session, name, number);
            return work(session, number);
        }, cancellationToken);

    private static MlflowModelVersionAnswer AnswerVersion(SqliteSession session, string name, int version) =>
        new() { ModelVersion = Complete(session, FindVersion(session, name, version)) };

    private static MlflowModelVersion FindVersion(SqliteSession session, string name, int version)
    {
        MlflowNames.Require(name, "name");
        return session.First(
            $"{SelectVersion} WHERE v.name = @name AND v.version = @version AND v.workspace = 'default' AND v.current_stage != "
            + $"'{DeletedStage}'",
            ReadVersion,
            ("@name", name), ("@version", version))
            ?? throw MlflowException.NotFound($"Model Version (name={name}, version={version}) not found");
    }

    private static MlflowModelVersion ReadVersion(SqliteDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Version = VersionNumber.Format(reader.GetInt32(1)),
        CreationTimestamp = reader.Long(2),
        LastUpdatedTimestamp = reader.Long(3),
        CurrentStage = reader.Text(4),
        Description = reader.TextOrNull(5),
        Source = reader.Text(6),
        RunId = reader.Text(7),
        Status = reader.Text(8) switch
        {
            "READY" => MlflowModelVersionStatus.Ready,
            "FAILED_REGISTRATION" => MlflowModelVersionStatus.FailedRegistration,
            _ => MlflowModelVersionStatus.PendingRegistration,
        },
        StatusMessage = reader.TextOrNull(9),
        RunLink = reader.TextOrNull(10),
    };

    private static MlflowModelVersion Complete(SqliteSession session, MlflowModelVersion version)
    {
        int number = VersionNumber.Parse(version.Version);
        return version with
        {
            // The plus keeps SQLite from reading the tags of every version in order, to spare itself the sorting of these few.
            Tags = session.Query(
                "SELECT key, value FROM model_version_tags WHERE name = @name AND version = @version AND workspace = 'default' ORDER BY "
                + "+key",
                reader => reader.Tag(),
                ("@name", version.Name), ("@version", number)),
            Aliases = session.Query(
                "SELECT alias FROM registered_model_aliases WHERE name = @name AND version = @version AND workspace = 'default' ORDER BY "
                + "alias",
                reader => reader.GetString(0),
                ("@name", version.Name), ("@version", number)),
        };
    }

    private static void WriteVersionTag(SqliteSession session, string name, int version, string key, string value) => session.Execute(
        """
        INSERT INTO model_version_tags (key, value, name, version, workspace) VALUES (@key, @value, @name, @version, 'default')
        ON CONFLICT (workspace, key, name, version) DO UPDATE SET value = excluded.value
        """,
        ("@key", key), ("@value", value ?? ""), ("@name", name), ("@version", version));
}
