using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>The model registry in the embedded store.</summary>
internal sealed partial class SqliteRegistry(SqliteStore store, WebhookOutbox? outbox = null) : IMlflowRegistry
{
    private const string SelectModel = "SELECT m.name, m.creation_time, m.last_updated_time, m.description FROM registered_models m";

    public async Task<MlflowRegisteredModelAnswer> CreateModelAsync(MlflowCreateRegisteredModel request,
        CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckRegisteredModel(request.Name);
        MlflowNames.CheckDescription(request.Description);
        foreach (MlflowTag tag in request.Tags)
            CheckTag(tag.Key, tag.Value);
        MlflowRegisteredModelAnswer created = await store.WriteAsync(session =>
        {
            int written = session.Execute(
                """
                INSERT INTO registered_models (name, creation_time, last_updated_time, description, workspace)
                VALUES (@name, @now, @now, @description, 'default') ON CONFLICT DO NOTHING
                """,
                ("@name", request.Name), ("@now", store.Now), ("@description", request.Description));
            if (written == 0)
                throw new MlflowException(MlflowErrorCodes.ResourceAlreadyExists,
                    $"Registered Model (name={request.Name}) already exists.");
            foreach (MlflowTag tag in request.Tags)
                WriteModelTag(session, request.Name, tag.Key, tag.Value);
            return AnswerModel(session, request.Name);
        }, cancellationToken).ConfigureAwait(false);
        outbox?.ModelCreated(created.RegisteredModel);
        return created;
    }

    public Task<MlflowRegisteredModelAnswer> GetModelAsync(string name, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => AnswerModel(session, name), cancellationToken);

    public Task<MlflowRegisteredModelPage> SearchModelsAsync(
        string? filter = null, int maxResults = 100, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            int size = PageToken.LenientSize(maxResults, 1_000);
            int offset = PageToken.Offset(pageToken);
            var query = new SearchQuery(SqliteSearchSchemas.RegisteredModels);
            string sql = $"""
                {SelectModel} WHERE m.workspace = 'default' AND {query.Where(filter)}
                ORDER BY {query.OrderBy(orderBy ?? [])} LIMIT {query.Add(size + 1)} OFFSET {query.Add(offset)}
                """;
            List<MlflowRegisteredModel> rows = session.Query(sql, ReadModel, query.Parameters);
            string? next = PageToken.Next(rows, size, offset);
            return new MlflowRegisteredModelPage { RegisteredModels = [.. rows.Select(row => Complete(session, row))],
                NextPageToken = next };
        }, cancellationToken);

    public Task<MlflowRegisteredModelAnswer> RenameModelAsync(MlflowRenameRegisteredModel request,
        CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.NewName, "new_name");
        MlflowNames.CheckRegisteredModel(request.NewName);
        return store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            if (request.NewName != request.Name
                && session.Any("SELECT 1 FROM registered_models WHERE name = @name AND workspace = 'default'", ("@name", request.NewName)))
            {
                throw new MlflowException(
                    MlflowErrorCodes.ResourceAlreadyExists,
                    $"Registered Model (name={request.NewName}) already exists. Error: {MlflowNames.DatabaseRemark}The name is taken.");
            }

            // Versions, tags and aliases follow by ON UPDATE CASCADE.
            session.Execute(
                "UPDATE registered_models SET name = @new, last_updated_time = @now WHERE name = @name AND workspace = 'default'",
                ("@new", request.NewName), ("@now", store.Now), ("@name", request.Name));
            return AnswerModel(session, request.NewName);
        }, cancellationToken);
    }

    public Task<MlflowRegisteredModelAnswer> UpdateModelAsync(
        MlflowUpdateRegisteredModel request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckDescription(request.Description);
        return store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            session.Execute(
                "UPDATE registered_models SET description = @description, last_updated_time = @now WHERE name = @name AND workspace = "
                + "'default'",
                ("@description", request.Description), ("@now", store.Now), ("@name", request.Name));
            return AnswerModel(session, request.Name);
        }, cancellationToken);
    }

    public Task DeleteModelAsync(MlflowRegisteredModelReference request, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            foreach (string table in (string[])["model_version_tags", "model_versions", "registered_model_tags", "registered_model_aliases",
                "registered_models"])
                session.Execute($"DELETE FROM {table} WHERE name = @name AND workspace = 'default'", ("@name", request.Name));
        }, cancellationToken);

    public Task SetModelTagAsync(MlflowSetRegisteredModelTag request, CancellationToken cancellationToken = default)
    {
        CheckTag(request.Key, request.Value);
        return store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            WriteModelTag(session, request.Name, request.Key, request.Value);
        }, cancellationToken);
    }

    public Task DeleteModelTagAsync(MlflowDeleteRegisteredModelTag request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Key, "key");
        return store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            session.Execute("DELETE FROM registered_model_tags WHERE name = @name AND key = @key AND workspace = 'default'",
                ("@name", request.Name), ("@key", request.Key));
        }, cancellationToken);
    }

    private static void CheckTag(string key, string? value)
    {
        MlflowNames.CheckKey(key);
        MlflowNames.CheckLength(value ?? "", "value", MlflowNames.RegistryTagLength);
    }

    private static MlflowRegisteredModelAnswer AnswerModel(SqliteSession session, string name) =>
        new() { RegisteredModel = Complete(session, FindModel(session, name)) };

    private static MlflowRegisteredModel FindModel(SqliteSession session, string name)
    {
        MlflowNames.Require(name, "name");
        return session.First($"{SelectModel} WHERE m.name = @name AND m.workspace = 'default'", ReadModel, ("@name", name))
            ?? throw MlflowException.NotFound($"Registered Model with name={name} not found");
    }

    private static MlflowRegisteredModel ReadModel(SqliteDataReader reader) => new()
    {
        Name = reader.GetString(0),
        CreationTimestamp = reader.Long(1),
        LastUpdatedTimestamp = reader.Long(2),
        Description = reader.Text(3) is { Length: > 0 } text ? text : null,
    };

    private static MlflowRegisteredModel Complete(SqliteSession session, MlflowRegisteredModel model) => model with
    {
        // The plus keeps SQLite from reading the tags of every model in order, to spare itself the sorting of these few.
        Tags = session.Query(
            "SELECT key, value FROM registered_model_tags WHERE name = @name AND workspace = 'default' ORDER BY +key",
            reader => reader.Tag(), ("@name", model.Name)),
        Aliases = session.Query(
            // An alias goes with its version, although MLflow keeps both rows.
            $"""
            SELECT a.alias, a.version FROM registered_model_aliases a
            JOIN model_versions v ON v.workspace = a.workspace AND v.name = a.name AND v.version = a.version
            WHERE a.name = @name AND a.workspace = 'default' AND v.current_stage != '{DeletedStage}' ORDER BY a.alias
            """,
            reader => new MlflowModelAlias { Alias = reader.GetString(0), Version = VersionNumber.Format(reader.GetInt32(1)) },
            ("@name", model.Name)),
        LatestVersions =
        [
            .. session.Query(
                $"""
                {SelectVersion} WHERE v.workspace = 'default' AND v.name = @name AND v.version IN
                    (SELECT MAX(version) FROM model_versions WHERE name = @name AND workspace = 'default' AND current_stage != '{DeletedStage}' GROUP BY current_stage)
                ORDER BY (SELECT MIN(o.version) FROM model_versions o WHERE o.workspace = v.workspace AND o.name = v.name AND o.current_stage = v.current_stage)
                """,
                ReadVersion,
                // The aliases stand at the model.
                ("@name", model.Name)).Select(version => Complete(session, version) with { Aliases = [] }),
        ],
    };

    private static void WriteModelTag(SqliteSession session, string name, string key, string value) => session.Execute(
        """
        INSERT INTO registered_model_tags (key, value, name, workspace) VALUES (@key, @value, @name, 'default')
        ON CONFLICT (workspace, key, name) DO UPDATE SET value = excluded.value
        """,
        ("@key", key), ("@value", value ?? ""), ("@name", name));
}
