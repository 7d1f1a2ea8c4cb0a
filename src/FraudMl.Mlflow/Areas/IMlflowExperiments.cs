using Refit;

namespace FraudMl.Mlflow;

/// <summary>The experiments of a tracking store.</summary>
public interface IMlflowExperiments
{
    /// <summary>Creates an experiment.</summary>
    [Post("/api/2.0/mlflow/experiments/create")]
    Task<MlflowExperimentCreated> CreateAsync([Body] MlflowCreateExperiment request, CancellationToken cancellationToken = default);

    /// <summary>Returns an experiment by id.</summary>
    [Get("/api/2.0/mlflow/experiments/get")]
    Task<MlflowExperimentAnswer> GetAsync([AliasAs("experiment_id")] string experimentId, CancellationToken cancellationToken = default);

    /// <summary>Returns an experiment by name, deleted ones included.</summary>
    [Get("/api/2.0/mlflow/experiments/get-by-name")]
    Task<MlflowExperimentAnswer> GetByNameAsync([AliasAs("experiment_name")] string experimentName,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a page of experiments.</summary>
    [Post("/api/2.0/mlflow/experiments/search")]
    Task<MlflowExperimentPage> SearchAsync([Body] MlflowSearchExperiments request, CancellationToken cancellationToken = default);

    /// <summary>Renames an experiment.</summary>
    [Post("/api/2.0/mlflow/experiments/update")]
    Task UpdateAsync([Body] MlflowUpdateExperiment request, CancellationToken cancellationToken = default);

    /// <summary>Deletes an experiment and its runs; both can be restored.</summary>
    [Post("/api/2.0/mlflow/experiments/delete")]
    Task DeleteAsync([Body] MlflowExperimentReference request, CancellationToken cancellationToken = default);

    /// <summary>Restores a deleted experiment and its runs.</summary>
    [Post("/api/2.0/mlflow/experiments/restore")]
    Task RestoreAsync([Body] MlflowExperimentReference request, CancellationToken cancellationToken = default);

    /// <summary>Sets a tag.</summary>
    [Post("/api/2.0/mlflow/experiments/set-experiment-tag")]
    Task SetTagAsync([Body] MlflowSetExperimentTag request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a tag.</summary>
    [Post("/api/2.0/mlflow/experiments/delete-experiment-tag")]
    Task DeleteTagAsync([Body] MlflowDeleteExperimentTag request, CancellationToken cancellationToken = default);

    /// <summary>Returns the datasets that went into runs. MLflow serves this to its own pages only, hence the path.</summary>
    [Post("/ajax-api/2.0/mlflow/experiments/search-datasets")]
    Task<MlflowDatasetSummaryPage> SearchDatasetsAsync([Body] MlflowSearchDatasets request, CancellationToken cancellationToken = default);
}
