using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>Experiments in the embedded store.</summary>
internal sealed partial class SqliteExperiments(SqliteStore store, string artifactRoot) : IMlflowExperiments
{
    public Task<MlflowExperimentCreated> CreateAsync(MlflowCreateExperiment request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Name, "name");
        MlflowNames.CheckLength(request.Name, "name", NameLength);
        CheckLocation(request.ArtifactLocation);
        MlflowNames.CheckTexts(request.Tags);
        return store.WriteAsync(session =>
        {
            if (session.Any("SELECT 1 FROM experiments WHERE name = @name AND workspace = 'default'", ("@name", request.Name)))
                throw new MlflowException(MlflowErrorCodes.ResourceAlreadyExists,
                    $"Experiment(name={request.Name}) already exists. Error: The name is taken, perhaps by a deleted experiment.");
            long id = session.First(
                """
                INSERT INTO experiments (name, artifact_location, lifecycle_stage, creation_time, last_update_time, workspace)
                VALUES (@name, @location, 'active', @now, @now, 'default') RETURNING experiment_id
                """,
                reader => reader.GetInt64(0),
                ("@name", request.Name), ("@location", request.ArtifactLocation), ("@now", store.Now));
            string experimentId = id.ToString(CultureInfo.InvariantCulture);
            if (string.IsNullOrEmpty(request.ArtifactLocation))
            {
                session.Execute(
                    "UPDATE experiments SET artifact_location = @location WHERE experiment_id = @id",
                    ("@location", ArtifactPath.Combine(artifactRoot, experimentId)), ("@id", id));
            }

            foreach (MlflowTag tag in request.Tags)
                WriteTag(session, id, tag.Key, tag.Value);
            return new MlflowExperimentCreated { ExperimentId = experimentId };
        }, cancellationToken);
    }

    public Task<MlflowExperimentAnswer> GetAsync(string experimentId, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => new MlflowExperimentAnswer { Experiment = Find(session, experimentId) }, cancellationToken);

    public Task<MlflowExperimentAnswer> GetByNameAsync(string experimentName, CancellationToken cancellationToken = default) =>
        store.ReadAsync(
            session =>
            {
                MlflowNames.Require(experimentName, "experiment_name");
                MlflowExperiment found = session.First($"{Select} WHERE e.name = @name AND e.workspace = 'default'", Read,
                    ("@name", experimentName))
                    ?? throw MlflowException.NotFound($"Could not find experiment with name '{experimentName}'");
                return new MlflowExperimentAnswer { Experiment = WithTags(session, found) };
            },
            cancellationToken);

    public Task<MlflowExperimentPage> SearchAsync(MlflowSearchExperiments request, CancellationToken cancellationToken = default) =>
        store.ReadAsync(
            session =>
            {
                int size = PageToken.Size(request.MaxResults, 50_000);
                int offset = PageToken.Offset(request.PageToken);
                var query = new SearchQuery(SqliteSearchSchemas.Experiments);
                string sql = $"""
                    {Select} WHERE e.workspace = 'default' AND {Lifecycle("e", request.ViewType)} AND {query.Where(request.Filter)}
                    ORDER BY {query.OrderBy(request.OrderBy)} LIMIT {query.Add(size + 1)} OFFSET {query.Add(offset)}
                    """;
                List<MlflowExperiment> rows = session.Query(sql, Read, query.Parameters);
                string? next = PageToken.Next(rows, size, offset);
                return new MlflowExperimentPage { Experiments = [.. rows.Select(row => WithTags(session, row))], NextPageToken = next };
            },
            cancellationToken);

    public Task UpdateAsync(MlflowUpdateExperiment request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.ExperimentId, "experiment_id");
        MlflowNames.Require(request.NewName, "new_name");
        MlflowNames.CheckLength(request.NewName, "name", NameLength);
        return store.WriteAsync(session =>
        {
            MlflowExperiment experiment = Find(session, request.ExperimentId);
            if (experiment.LifecycleStage != "active")
                throw MlflowException.Invalid("Cannot rename a non-active experiment.");
            session.Execute(
                "UPDATE experiments SET name = @name, last_update_time = @now WHERE experiment_id = @id",
                ("@name", request.NewName), ("@now", store.Now), ("@id", IdOf(experiment.ExperimentId)));
        }, cancellationToken);
    }

    public Task DeleteAsync(MlflowExperimentReference request, CancellationToken cancellationToken = default) =>
        Move(request.ExperimentId, from: "active", to: "deleted", cancellationToken);

    public Task RestoreAsync(MlflowExperimentReference request, CancellationToken cancellationToken = default) =>
        Move(request.ExperimentId, from: "deleted", to: "active", cancellationToken);

    public Task SetTagAsync(MlflowSetExperimentTag request, CancellationToken cancellationToken = default)
    {
        CheckTag(request.Key, request.Value);
        return store.WriteAsync(session => WriteTag(session, IdOf(FindActive(session, request.ExperimentId).ExperimentId), request.Key,
            request.Value), cancellationToken);
    }

    public Task DeleteTagAsync(MlflowDeleteExperimentTag request, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            MlflowNames.Require(request.Key, "key");
            MlflowExperiment experiment = FindActive(session, request.ExperimentId);
            int deleted = session.Execute(
                "DELETE FROM experiment_tags WHERE experiment_id = @id AND key = @key", ("@id", IdOf(experiment.ExperimentId)),
                ("@key", request.Key));
            if (deleted == 0)
                throw MlflowException.NotFound($"No tag with name: {request.Key} in experiment with id {request.ExperimentId}");
        }, cancellationToken);

    /// <summary>Returns the SQL condition for a lifecycle stage.</summary>
    internal static string Lifecycle(string table, MlflowViewType? view) => view switch
    {
        MlflowViewType.All => "1",
        MlflowViewType.DeletedOnly => $"{table}.lifecycle_stage = 'deleted'",
        _ => $"{table}.lifecycle_stage = 'active'",
    };

    internal static MlflowExperiment Find(SqliteSession session, string experimentId)
    {
        MlflowNames.Require(experimentId, "experiment_id");
        MlflowExperiment found = session.First($"{Select} WHERE e.experiment_id = @id AND e.workspace = 'default'", Read,
            ("@id", IdOf(experimentId)))
            ?? throw NotFound(experimentId);
        return WithTags(session, found);
    }

    internal static MlflowExperiment FindActive(SqliteSession session, string experimentId)
    {
        MlflowExperiment experiment = Find(session, experimentId);
        return experiment.LifecycleStage == "active"
            ? experiment
            : throw MlflowException.Invalid(
                $"The experiment {experimentId} must be in the 'active' state. Current state is {experiment.LifecycleStage}.");
    }

    internal static long IdOf(string experimentId) =>
        long.TryParse(experimentId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id)
            ? id
            : throw MlflowException.Invalid($"Invalid experiment ID '{experimentId}'. Experiment ID must be a valid integer.");

    private const int NameLength = 500;
    private const int LocationLength = 2_048;

    private const string Select = "SELECT e.experiment_id, e.name, e.artifact_location, e.lifecycle_stage, e.creation_time, "
        + "e.last_update_time FROM experiments e";

    private static MlflowException NotFound(string experimentId) =>
        MlflowException.NotFound($"No Experiment with id={experimentId} exists");

    private static MlflowExperiment Read(SqliteDataReader reader) => new()
    {
        ExperimentId = reader.GetInt64(0).ToString(CultureInfo.InvariantCulture),
        Name = reader.GetString(1),
        ArtifactLocation = reader.Text(2),
        LifecycleStage = reader.Text(3),
        CreationTime = reader.Long(4),
        LastUpdateTime = reader.Long(5),
    };

    private static MlflowExperiment WithTags(SqliteSession session, MlflowExperiment experiment) => experiment with
    {
        Tags = session.Query(
            "SELECT key, value FROM experiment_tags WHERE experiment_id = @id ORDER BY rowid", reader => reader.Tag(),
            ("@id", IdOf(experiment.ExperimentId))),
    };

    private static void CheckLocation(string? location)
    {
        if (string.IsNullOrEmpty(location))
            return;
        if (location.Length > LocationLength)
        {
            throw MlflowException.Invalid(
                $"Invalid artifact path length. The length of the artifact path cannot be greater than {LocationLength} characters. To "
                + $"configure this limit, please set the MLFLOW_ARTIFACT_LOCATION_MAX_LENGTH environment variable.");
        }

        int query = location.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0 && location.AsSpan(query).Contains("..", StringComparison.Ordinal))
            throw MlflowException.Invalid("Invalid query string");
        if (location.Contains('#', StringComparison.Ordinal))
            throw MlflowException.Invalid("'artifact_location' URL can't include fragments or params.");
        if (location.Contains('\0', StringComparison.Ordinal))
            throw MlflowException.Invalid("'artifact_location' can't include the character U+0000.");
        if (ArtifactPath.IsFile(location))
            LocalArtifactStore.FileOf(location);
    }

    private static void CheckTag(string key, string value)
    {
        MlflowNames.CheckKey(key);
        MlflowNames.CheckLength(value ?? "", "value", MlflowNames.ExperimentTagLength);
    }

    private static void WriteTag(SqliteSession session, long experimentId, string key, string value) => session.Execute(
        "INSERT INTO experiment_tags (key, value, experiment_id) VALUES (@key, @value, @id) ON CONFLICT (key, experiment_id) DO UPDATE "
        + "SET value = excluded.value",
        ("@key", key ?? ""), ("@value", value ?? ""), ("@id", experimentId));

    private Task Move(string experimentId, string from, string to, CancellationToken cancellationToken) => store.WriteAsync(session =>
    {
        if (Find(session, experimentId).LifecycleStage != from)
            throw NotFound(experimentId);
        session.Execute(
            "UPDATE experiments SET lifecycle_stage = @stage, last_update_time = @now WHERE experiment_id = @id",
            ("@stage", to), ("@now", store.Now), ("@id", IdOf(experimentId)));
        // The runs go with their experiment and come back with it.
        session.Execute(
            "UPDATE runs SET lifecycle_stage = @stage, deleted_time = @deleted WHERE experiment_id = @id",
            ("@stage", to), ("@deleted", to == "deleted" ? store.Now : null), ("@id", IdOf(experimentId)));
    }, cancellationToken);
}
