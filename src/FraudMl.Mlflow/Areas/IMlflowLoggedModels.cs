using Refit;

namespace FraudMl.Mlflow;

/// <summary>The logged models of a tracking store (MLflow 3).</summary>
public interface IMlflowLoggedModels
{
    /// <summary>Creates a logged model in the state pending.</summary>
    [Post("/api/2.0/mlflow/logged-models")]
    Task<MlflowLoggedModelAnswer> CreateAsync([Body] MlflowCreateLoggedModel request, CancellationToken cancellationToken = default);

    /// <summary>Returns a logged model, a deleted one only when <paramref name="allowDeleted"/> is true.</summary>
    [Get("/api/2.0/mlflow/logged-models/{model_id}")]
    Task<MlflowLoggedModelAnswer> GetAsync(
        [AliasAs("model_id")] string modelId, [AliasAs("allow_deleted")] bool? allowDeleted = null,
        CancellationToken cancellationToken = default);

    /// <summary>Says whether the files are complete; the model id is in the path and in the body.</summary>
    [Patch("/api/2.0/mlflow/logged-models/{model_id}")]
    Task<MlflowLoggedModelAnswer> FinalizeAsync([AliasAs("model_id")] string modelId, [Body] MlflowFinalizeLoggedModel request,
        CancellationToken cancellationToken = default);

    /// <summary>Adds parameters; a key can be set once.</summary>
    [Post("/api/2.0/mlflow/logged-models/{model_id}/params")]
    Task LogParamsAsync([AliasAs("model_id")] string modelId, [Body] MlflowLogModelParams request,
        CancellationToken cancellationToken = default);

    /// <summary>Sets tags; the last write wins.</summary>
    [Patch("/api/2.0/mlflow/logged-models/{model_id}/tags")]
    Task SetTagsAsync([AliasAs("model_id")] string modelId, [Body] MlflowSetLoggedModelTags request,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a tag.</summary>
    [Delete("/api/2.0/mlflow/logged-models/{model_id}/tags/{tag_key}")]
    Task DeleteTagAsync([AliasAs("model_id")] string modelId, [AliasAs("tag_key")] string key,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a logged model.</summary>
    [Delete("/api/2.0/mlflow/logged-models/{model_id}")]
    Task DeleteAsync([AliasAs("model_id")] string modelId, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of logged models.</summary>
    [Post("/api/2.0/mlflow/logged-models/search")]
    Task<MlflowLoggedModelPage> SearchAsync([Body] MlflowSearchLoggedModels request, CancellationToken cancellationToken = default);

    /// <summary>Returns the files and folders under a path of the model's artifacts.</summary>
    [Get("/api/2.0/mlflow/logged-models/{model_id}/artifacts/directories")]
    Task<MlflowArtifactPage> ListArtifactsAsync(
        [AliasAs("model_id")] string modelId,
        [AliasAs("artifact_directory_path")] string? path = null,
        [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);
}
