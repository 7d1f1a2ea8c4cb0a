using System.Text.Json.Serialization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The registry of a workspace, which Unity Catalog replaces: MLflow's, without aliases, and with some calls of its own.</summary>
internal sealed class WorkspaceRegistry(IMlflowRegistry mlflow, MlflowCalls calls) : IMlflowRegistry
{
    public Task<MlflowRegisteredModelAnswer> CreateModelAsync(
        MlflowCreateRegisteredModel request, CancellationToken cancellationToken = default) =>
        mlflow.CreateModelAsync(request, cancellationToken);

    public async Task<MlflowRegisteredModelAnswer> GetModelAsync(string name, CancellationToken cancellationToken = default) => new()
    {
        RegisteredModel = (await MlflowErrors.ToldAsync(() => calls.GetAsync("mlflow/databricks/registered-models/get",
            WorkspaceJson.Default.WorkspaceModelAnswer, cancellationToken, ("name", name))).ConfigureAwait(false))
            .RegisteredModelDatabricks ?? new(),
    };

    public Task<MlflowRegisteredModelPage> SearchModelsAsync(
        string? filter = null, int maxResults = 100, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default) =>
        mlflow.SearchModelsAsync(filter, maxResults, orderBy, pageToken, cancellationToken);

    public Task<MlflowRegisteredModelAnswer> RenameModelAsync(
        MlflowRenameRegisteredModel request, CancellationToken cancellationToken = default) =>
        mlflow.RenameModelAsync(request, cancellationToken);

    public Task<MlflowRegisteredModelAnswer> UpdateModelAsync(
        MlflowUpdateRegisteredModel request, CancellationToken cancellationToken = default) =>
        mlflow.UpdateModelAsync(request, cancellationToken);

    public Task DeleteModelAsync(MlflowRegisteredModelReference request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteModelAsync(request, cancellationToken);

    public Task SetModelTagAsync(MlflowSetRegisteredModelTag request, CancellationToken cancellationToken = default) =>
        mlflow.SetModelTagAsync(request, cancellationToken);

    public Task DeleteModelTagAsync(MlflowDeleteRegisteredModelTag request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteModelTagAsync(request, cancellationToken);

    public Task SetAliasAsync(MlflowSetModelAlias request, CancellationToken cancellationToken = default) => throw NoAliases();

    public Task<MlflowModelVersionAnswer> GetByAliasAsync(string name, string alias, CancellationToken cancellationToken = default) =>
        throw NoAliases();

    public Task DeleteAliasAsync(MlflowDeleteModelAlias request, CancellationToken cancellationToken = default) => throw NoAliases();

    public Task<MlflowModelVersionAnswer> CreateVersionAsync(
        MlflowCreateModelVersion request, CancellationToken cancellationToken = default) =>
        mlflow.CreateVersionAsync(request, cancellationToken);

    public Task<MlflowModelVersionAnswer> GetVersionAsync(string name, string version, CancellationToken cancellationToken = default) =>
        mlflow.GetVersionAsync(name, version, cancellationToken);

    public Task<MlflowModelVersionPage> SearchVersionsAsync(
        string? filter = null, int maxResults = 10_000, string[]? orderBy = null, string? pageToken = null,
        CancellationToken cancellationToken = default) =>
        mlflow.SearchVersionsAsync(filter, maxResults, orderBy, pageToken, cancellationToken);

    public Task<MlflowModelVersionAnswer> UpdateVersionAsync(
        MlflowUpdateModelVersion request, CancellationToken cancellationToken = default) =>
        mlflow.UpdateVersionAsync(request, cancellationToken);

    public Task DeleteVersionAsync(MlflowModelVersionReference request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteVersionAsync(request, cancellationToken);

    public Task<MlflowArtifactUri> GetDownloadUriAsync(string name, string version, CancellationToken cancellationToken = default) =>
        mlflow.GetDownloadUriAsync(name, version, cancellationToken);

    public Task SetVersionTagAsync(MlflowSetModelVersionTag request, CancellationToken cancellationToken = default) =>
        mlflow.SetVersionTagAsync(request, cancellationToken);

    public Task DeleteVersionTagAsync(MlflowDeleteModelVersionTag request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteVersionTagAsync(request, cancellationToken);

    public Task<MlflowModelVersionPage> GetLatestVersionsAsync(
        MlflowGetLatestVersions request, CancellationToken cancellationToken = default) =>
        mlflow.GetLatestVersionsAsync(request, cancellationToken);

    public async Task<MlflowModelVersionAnswer> TransitionStageAsync(
        MlflowTransitionStage request, CancellationToken cancellationToken = default)
    {
        WorkspaceVersionAnswer answer = await MlflowErrors.ToldAsync(() => calls.PostAsync(
            "mlflow/databricks/model-versions/transition-stage", request, WorkspaceJson.Default.MlflowTransitionStage,
            WorkspaceJson.Default.WorkspaceVersionAnswer, cancellationToken)).ConfigureAwait(false);
        return new MlflowModelVersionAnswer { ModelVersion = answer.ModelVersionDatabricks ?? new() };
    }

    private static MlflowException NoAliases() => new(MlflowErrorCodes.NotImplemented,
        "The registry of a workspace has no aliases. Set RegistryUri = \"databricks-uc\" and name the model catalog.schema.model, or use "
        + "versions by number.");
}

/// <summary>A name as the registry of a workspace tells it.</summary>
internal sealed record WorkspaceModelAnswer(MlflowRegisteredModel? RegisteredModelDatabricks);

/// <summary>A version as the registry of a workspace tells it after a transition.</summary>
internal sealed record WorkspaceVersionAnswer(MlflowModelVersion? ModelVersionDatabricks);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkspaceModelAnswer))]
[JsonSerializable(typeof(WorkspaceVersionAnswer))]
[JsonSerializable(typeof(MlflowTransitionStage))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
