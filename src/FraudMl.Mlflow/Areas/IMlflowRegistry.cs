using Refit;

namespace FraudMl.Mlflow;

/// <summary>The model registry: names, versions, aliases.</summary>
public interface IMlflowRegistry
{
    /// <summary>Creates a registered model.</summary>
    [Post("/api/2.0/mlflow/registered-models/create")]
    Task<MlflowRegisteredModelAnswer> CreateModelAsync([Body] MlflowCreateRegisteredModel request,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a registered model.</summary>
    [Get("/api/2.0/mlflow/registered-models/get")]
    Task<MlflowRegisteredModelAnswer> GetModelAsync([AliasAs("name")] string name, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of registered models.</summary>
    [Get("/api/2.0/mlflow/registered-models/search")]
    Task<MlflowRegisteredModelPage> SearchModelsAsync(
        [AliasAs("filter")] string? filter = null,
        [AliasAs("max_results")] int maxResults = 100,
        [AliasAs("order_by"), Query(CollectionFormat.Multi)] string[]? orderBy = null,
        [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Renames a registered model; versions and aliases follow.</summary>
    [Post("/api/2.0/mlflow/registered-models/rename")]
    Task<MlflowRegisteredModelAnswer> RenameModelAsync([Body] MlflowRenameRegisteredModel request,
        CancellationToken cancellationToken = default);

    /// <summary>Changes the description.</summary>
    [Patch("/api/2.0/mlflow/registered-models/update")]
    Task<MlflowRegisteredModelAnswer> UpdateModelAsync([Body] MlflowUpdateRegisteredModel request,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a registered model with its versions.</summary>
    [Delete("/api/2.0/mlflow/registered-models/delete")]
    Task DeleteModelAsync([Body] MlflowRegisteredModelReference request, CancellationToken cancellationToken = default);

    /// <summary>Sets a tag of a registered model.</summary>
    [Post("/api/2.0/mlflow/registered-models/set-tag")]
    Task SetModelTagAsync([Body] MlflowSetRegisteredModelTag request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a tag of a registered model.</summary>
    [Delete("/api/2.0/mlflow/registered-models/delete-tag")]
    Task DeleteModelTagAsync([Body] MlflowDeleteRegisteredModelTag request, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at a version, moving it if it exists.</summary>
    [Post("/api/2.0/mlflow/registered-models/alias")]
    Task SetAliasAsync([Body] MlflowSetModelAlias request, CancellationToken cancellationToken = default);

    /// <summary>Returns the version an alias points to.</summary>
    [Get("/api/2.0/mlflow/registered-models/alias")]
    Task<MlflowModelVersionAnswer> GetByAliasAsync([AliasAs("name")] string name, [AliasAs("alias")] string alias,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes an alias; a missing one is no error.</summary>
    [Delete("/api/2.0/mlflow/registered-models/alias")]
    Task DeleteAliasAsync([Body] MlflowDeleteModelAlias request, CancellationToken cancellationToken = default);

    /// <summary>Creates the next version of a registered model.</summary>
    [Post("/api/2.0/mlflow/model-versions/create")]
    Task<MlflowModelVersionAnswer> CreateVersionAsync([Body] MlflowCreateModelVersion request,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a model version.</summary>
    [Get("/api/2.0/mlflow/model-versions/get")]
    Task<MlflowModelVersionAnswer> GetVersionAsync([AliasAs("name")] string name, [AliasAs("version")] string version,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a page of model versions.</summary>
    [Get("/api/2.0/mlflow/model-versions/search")]
    Task<MlflowModelVersionPage> SearchVersionsAsync(
        [AliasAs("filter")] string? filter = null,
        [AliasAs("max_results")] int maxResults = 10_000,
        [AliasAs("order_by"), Query(CollectionFormat.Multi)] string[]? orderBy = null,
        [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Changes the description of a version.</summary>
    [Patch("/api/2.0/mlflow/model-versions/update")]
    Task<MlflowModelVersionAnswer> UpdateVersionAsync([Body] MlflowUpdateModelVersion request,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a version; its number is not used again.</summary>
    [Delete("/api/2.0/mlflow/model-versions/delete")]
    Task DeleteVersionAsync([Body] MlflowModelVersionReference request, CancellationToken cancellationToken = default);

    /// <summary>Returns where the files of a version are.</summary>
    [Get("/api/2.0/mlflow/model-versions/get-download-uri")]
    Task<MlflowArtifactUri> GetDownloadUriAsync([AliasAs("name")] string name, [AliasAs("version")] string version,
        CancellationToken cancellationToken = default);

    /// <summary>Sets a tag of a version.</summary>
    [Post("/api/2.0/mlflow/model-versions/set-tag")]
    Task SetVersionTagAsync([Body] MlflowSetModelVersionTag request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a tag of a version.</summary>
    [Delete("/api/2.0/mlflow/model-versions/delete-tag")]
    Task DeleteVersionTagAsync([Body] MlflowDeleteModelVersionTag request, CancellationToken cancellationToken = default);

    /// <summary>Returns the newest version of each stage. MLflow advises aliases instead of stages.</summary>
    [Post("/api/2.0/mlflow/registered-models/get-latest-versions")]
    Task<MlflowModelVersionPage> GetLatestVersionsAsync([Body] MlflowGetLatestVersions request,
        CancellationToken cancellationToken = default);

    /// <summary>Moves a version to another stage. MLflow advises aliases instead of stages.</summary>
    [Post("/api/2.0/mlflow/model-versions/transition-stage")]
    Task<MlflowModelVersionAnswer> TransitionStageAsync([Body] MlflowTransitionStage request,
        CancellationToken cancellationToken = default);
}
