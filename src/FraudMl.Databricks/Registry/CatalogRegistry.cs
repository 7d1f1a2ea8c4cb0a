using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Unity Catalog's registry of models, whose names have three parts; it keeps the files of the versions itself.</summary>
internal sealed partial class CatalogRegistry(
    Workspace workspace, CatalogCalls catalog, ModelVersionFiles files, IMlflowArtifactStore sources) : IMlflowRegistry
{
    public async Task<MlflowRegisteredModelAnswer> CreateModelAsync(
        MlflowCreateRegisteredModel request, CancellationToken cancellationToken = default)
    {
        RequireThreeParts(request.Name);
        try
        {
            return await catalog.OnModelAsync(HttpMethod.Post, "create",
                new NewCatalogModel(request.Name, request.Tags.Count > 0 ? CatalogTags.Written(request.Tags) : null, request.Description),
                CatalogJson.Default.NewCatalogModel, CatalogJson.Default.MlflowRegisteredModelAnswer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.PermissionDenied)
        {
            // Who may add versions to a name need not be one who may create names.
            if (!await ExistsAsync(request.Name, cancellationToken).ConfigureAwait(false)) throw;
            throw new MlflowException(MlflowErrorCodes.ResourceAlreadyExists, $"The registered model '{request.Name}' exists already.",
                innerException: error);
        }
    }

    public async Task<MlflowRegisteredModelAnswer> GetModelAsync(string name, CancellationToken cancellationToken = default)
    {
        MlflowRegisteredModel model = (await catalog.ModelAsync(name, cancellationToken).ConfigureAwait(false)).RegisteredModel;
        // Unity Catalog does not tell it.
        MlflowModelVersion? latest = (await catalog.AllVersionsAsync(name, cancellationToken).ConfigureAwait(false))
            .Where(version => version.IsReady).MaxBy(version => VersionNumber.Parse(version.Version))?.ToVersion();
        return new MlflowRegisteredModelAnswer
        {
            RegisteredModel = model with { LatestVersions = latest is null ? [] : [latest], Tags = CatalogTags.Read(model.Tags) },
        };
    }

    public Task<MlflowRegisteredModelPage> SearchModelsAsync(
        string? filter = null, int maxResults = 100, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default) => string.IsNullOrEmpty(filter) && orderBy is not { Length: > 0 }
            ? catalog.ModelsAsync(maxResults, pageToken, cancellationToken)
            : throw Lacks("filters and orders of registered models", "List them all, and choose there");

    public Task<MlflowRegisteredModelAnswer> RenameModelAsync(
        MlflowRenameRegisteredModel request, CancellationToken cancellationToken = default)
    {
        RequireThreeParts(request.NewName);
        return ChangeAsync(new ChangedCatalogModel(request.Name, request.NewName, null), cancellationToken);
    }

    public Task<MlflowRegisteredModelAnswer> UpdateModelAsync(
        MlflowUpdateRegisteredModel request, CancellationToken cancellationToken = default) =>
        ChangeAsync(new ChangedCatalogModel(request.Name, null, request.Description), cancellationToken);

    public Task DeleteModelAsync(MlflowRegisteredModelReference request, CancellationToken cancellationToken = default) =>
        catalog.OnModelAsync(HttpMethod.Delete, "delete", request, CatalogJson.Default.MlflowRegisteredModelReference,
            CatalogJson.Default.NoAnswer, cancellationToken);

    public Task SetModelTagAsync(MlflowSetRegisteredModelTag request, CancellationToken cancellationToken = default) =>
        catalog.OnModelAsync(HttpMethod.Post, "set-tag", request with { Key = CatalogTags.KeyOf(request.Key) },
            CatalogJson.Default.MlflowSetRegisteredModelTag, CatalogJson.Default.NoAnswer, cancellationToken);

    public Task DeleteModelTagAsync(MlflowDeleteRegisteredModelTag request, CancellationToken cancellationToken = default) =>
        catalog.OnModelAsync(HttpMethod.Delete, "delete-tag", request with { Key = CatalogTags.KeyOf(request.Key) },
            CatalogJson.Default.MlflowDeleteRegisteredModelTag, CatalogJson.Default.NoAnswer, cancellationToken);

    public Task SetAliasAsync(MlflowSetModelAlias request, CancellationToken cancellationToken = default) =>
        catalog.OnModelAsync(HttpMethod.Post, "alias", request, CatalogJson.Default.MlflowSetModelAlias, CatalogJson.Default.NoAnswer,
            cancellationToken);

    public async Task<MlflowModelVersionAnswer> GetByAliasAsync(
        string name, string alias, CancellationToken cancellationToken = default) =>
        Answer(await catalog.ByAliasAsync(name, alias, cancellationToken).ConfigureAwait(false));

    public Task DeleteAliasAsync(MlflowDeleteModelAlias request, CancellationToken cancellationToken = default) =>
        catalog.OnModelAsync(HttpMethod.Delete, "alias", request, CatalogJson.Default.MlflowDeleteModelAlias,
            CatalogJson.Default.NoAnswer, cancellationToken);

    public async Task<MlflowModelVersionAnswer> GetVersionAsync(
        string name, string version, CancellationToken cancellationToken = default) =>
        Answer(await catalog.VersionAsync(name, version, cancellationToken).ConfigureAwait(false));

    public async Task<MlflowModelVersionPage> SearchVersionsAsync(
        string? filter = null, int maxResults = 10_000, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default)
    {
        if (orderBy is { Length: > 0 }) throw Lacks("orders of versions", "Sort what it finds");
        CatalogVersionPage page = await catalog.VersionsAsync(filter, maxResults, pageToken, cancellationToken).ConfigureAwait(false);
        return new MlflowModelVersionPage
        {
            ModelVersions = [.. (page.ModelVersions ?? []).Select(version => version.ToVersion())],
            NextPageToken = page.NextPageToken,
        };
    }

    public async Task<MlflowModelVersionAnswer> UpdateVersionAsync(
        MlflowUpdateModelVersion request, CancellationToken cancellationToken = default) => Answer(
            (await catalog.OnVersionAsync(HttpMethod.Patch, "update", request, CatalogJson.Default.MlflowUpdateModelVersion,
                CatalogJson.Default.CatalogVersionAnswer, cancellationToken).ConfigureAwait(false)).ModelVersion ?? new());

    public Task DeleteVersionAsync(MlflowModelVersionReference request, CancellationToken cancellationToken = default) =>
        catalog.DeleteVersionAsync(request.Name, request.Version, cancellationToken);

    public Task<MlflowArtifactUri> GetDownloadUriAsync(string name, string version, CancellationToken cancellationToken = default) =>
        catalog.DownloadUriAsync(name, version, cancellationToken);

    public Task SetVersionTagAsync(MlflowSetModelVersionTag request, CancellationToken cancellationToken = default) =>
        catalog.OnVersionAsync(HttpMethod.Post, "set-tag", request with { Key = CatalogTags.KeyOf(request.Key) },
            CatalogJson.Default.MlflowSetModelVersionTag, CatalogJson.Default.NoAnswer, cancellationToken);

    public Task DeleteVersionTagAsync(MlflowDeleteModelVersionTag request, CancellationToken cancellationToken = default) =>
        catalog.OnVersionAsync(HttpMethod.Delete, "delete-tag", request with { Key = CatalogTags.KeyOf(request.Key) },
            CatalogJson.Default.MlflowDeleteModelVersionTag, CatalogJson.Default.NoAnswer, cancellationToken);

    public Task<MlflowModelVersionPage> GetLatestVersionsAsync(
        MlflowGetLatestVersions request, CancellationToken cancellationToken = default) => throw NoStages();

    public Task<MlflowModelVersionAnswer> TransitionStageAsync(
        MlflowTransitionStage request, CancellationToken cancellationToken = default) => throw NoStages();

    private static MlflowModelVersionAnswer Answer(CatalogVersion version) => new() { ModelVersion = version.ToVersion() };

    private static MlflowException NoStages() => Lacks("stages", "Point an alias at a version, such as champion");

    private static MlflowException Lacks(string what, string instead) =>
        MlflowException.Invalid($"Unity Catalog has no {what}. {instead}.");

    private static void RequireThreeParts(string name)
    {
        string[] parts = name.Split('.');
        if (parts.Length != 3 || parts.Any(part => part.Trim().Length == 0 || part.Contains('/', StringComparison.Ordinal)))
            throw MlflowException.Invalid(
                $"A model in Unity Catalog is named catalog.schema.model, such as main.fraud.cards. Got '{name}' instead.");
    }

    private Task<MlflowRegisteredModelAnswer> ChangeAsync(ChangedCatalogModel change, CancellationToken cancellationToken) =>
        catalog.OnModelAsync(HttpMethod.Patch, "update", change, CatalogJson.Default.ChangedCatalogModel,
            CatalogJson.Default.MlflowRegisteredModelAnswer, cancellationToken);

    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.ModelAsync(name, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MlflowException error) when ((int)error.StatusCode is 403 or 404)
        {
            return false;
        }
    }
}
