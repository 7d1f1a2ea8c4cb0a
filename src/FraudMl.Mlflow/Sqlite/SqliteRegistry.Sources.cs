using System.Text.Json;

namespace FraudMl.Mlflow;

internal sealed partial class SqliteRegistry
{
    private static string? LoggedModelOf(MlflowCreateModelVersion request) =>
        !string.IsNullOrEmpty(request.ModelId) ? request.ModelId : MlflowUri.TryParse(request.Source)?.LoggedModelId;

    /// <summary>Refuses a source that can't be one, whatever the store holds.</summary>
    private static void CheckSource(MlflowCreateModelVersion request)
    {
        if (request.Source.Length > ArtifactPath.Longest)
        {
            throw MlflowException.Invalid(
                $"Invalid model version source: it has {request.Source.Length} characters, and may have {ArtifactPath.Longest}.");
        }

        bool isOther = MlflowUri.TryParse(request.Source) is null;
        string path = request.Source.Split('?')[0];
        if (ArtifactPath.IsPlain(path) && !request.Source.Contains('\0', StringComparison.Ordinal))
            return;
        throw MlflowException.Invalid(isOther && path.Contains(":/", StringComparison.Ordinal)
            ? $"Invalid model version source: '{request.Source}'. If supplying a source as an http, https, local file path, ftp, "
                + "objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. "
                + "Please provide an absolute path."
            : $"Invalid model version source: '{request.Source}'. It leads elsewhere than it says.");
    }

    /// <summary>
    /// Returns where the files of a new version are, when its source is another model: a place that no later change moves.
    /// </summary>
    private static string? LocationOf(SqliteSession session, MlflowCreateModelVersion request, string? modelId)
    {
        MlflowUri? source = MlflowUri.TryParse(request.Source);
        if (source is null)
            CheckLocalSource(session, request);
        if (source?.LoggedModelId is not null)
            return ArtifactPath.Combine(SqliteLoggedModels.Find(session, source.LoggedModelId).Info.ArtifactUri, source.Path);
        if (modelId is not null)
            SqliteLoggedModels.Find(session, modelId);
        return source is { ModelName: { } name } ? Combined(DownloadUri(session, name, VersionOf(session, source)), source.Path) : null;
    }

    /// <summary>Returns the version that a URI means now.</summary>
    private static int VersionOf(SqliteSession session, MlflowUri uri) => uri switch
    {
        { Alias: { } alias } => AliasedVersion(session, uri.ModelName!, alias),
        { Version: MlflowUri.LatestVersion } => session.First<int?>(
            $"SELECT MAX(version) FROM model_versions WHERE name = @name AND workspace = 'default' AND current_stage != '{DeletedStage}'",
            reader => reader.IsDBNull(0) ? null : reader.GetInt32(0),
            ("@name", uri.ModelName)) ?? throw MlflowException.NotFound($"The registered model '{uri.ModelName}' has no version."),
        _ => VersionNumber.Parse(uri.Version),
    };

    private static string Combined(string place, string? path)
    {
        MlflowUri? uri = MlflowUri.TryParse(place);
        if (uri is { ModelName: not null })
        {
            throw MlflowException.Invalid(
                $"Invalid model version source: that version is made of '{place}', another version. "
                + "Name the run or the logged model that made it.");
        }

        if (uri is null || string.IsNullOrEmpty(path))
            return ArtifactPath.Combine(place, path);
        return $"{place.TrimEnd('/')}/{ArtifactPath.Checked(path)}";
    }

    /// <summary>A folder can be a source only inside the run that made it: the registry must not hand out other
    /// files of the machine.</summary>
    private static void CheckLocalSource(SqliteSession session, MlflowCreateModelVersion request)
    {
        bool isLocal = ArtifactPath.IsFile(request.Source) || !request.Source.Contains(":/", StringComparison.Ordinal);
        if (!isLocal)
            return;
        string? root = string.IsNullOrEmpty(request.RunId)
            ? null
            : session.First("SELECT artifact_uri FROM runs WHERE run_uuid = @id", reader => reader.Text(0), ("@id", request.RunId));
        if (root is null || request.Source.Contains("..", StringComparison.Ordinal)
            || !request.Source.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw MlflowException.Invalid(
                $"Invalid model version source: '{request.Source}'. To use a local path as a model version source, the run_id request "
                + $"parameter has to be specified and the local path has to be contained within the artifact directory of the run "
                + $"specified by the run_id.");
        }
    }

    private static string DownloadUri(SqliteSession session, string name, int version)
    {
        FindVersion(session, name, version);
        return session.First(
            "SELECT COALESCE(storage_location, source) FROM model_versions WHERE name = @name AND version = @version AND workspace = "
            + "'default'",
            reader => reader.Text(0),
            ("@name", name), ("@version", version))!;
    }

    /// <summary>Adds the version to the tag by which MLflow's pages find the registrations of a logged model.</summary>
    private static void LinkLoggedModel(SqliteSession session, string modelId, string name, int version)
    {
        const string Tag = "mlflow.modelVersions";
        string? old = session.First(
            "SELECT tag_value FROM logged_model_tags WHERE model_id = @id AND tag_key = @key", reader => reader.GetString(0),
            ("@id", modelId), ("@key", Tag));
        List<MlflowModelRegistration> registrations = old is null ? []
            : JsonSerializer.Deserialize(old, MlflowJsonContext.Default.ListMlflowModelRegistration) ?? [];
        registrations.Add(new MlflowModelRegistration(name, version));
        // Written with Python's spaces, since filters compare the text.
        IEnumerable<string> entries = registrations.Select(
            entry => $$"""{"name": "{{JsonEncodedText.Encode(entry.Name)}}", "version": {{entry.Version}}}""");
        SqliteLoggedModels.WriteTag(session, modelId, Tag, $"[{string.Join(", ", entries)}]");
    }
}
