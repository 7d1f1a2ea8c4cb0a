using Refit;

namespace FraudMl.Mlflow;

/// <summary>The runs of a tracking store.</summary>
public interface IMlflowRuns
{
    /// <summary>Creates a run.</summary>
    [Post("/api/2.0/mlflow/runs/create")]
    Task<MlflowRunAnswer> CreateAsync([Body] MlflowCreateRun request, CancellationToken cancellationToken = default);

    /// <summary>Returns a run with its latest metrics, parameters, tags, inputs and outputs.</summary>
    [Get("/api/2.0/mlflow/runs/get")]
    Task<MlflowRunAnswer> GetAsync([AliasAs("run_id")] string runId, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of runs.</summary>
    [Post("/api/2.0/mlflow/runs/search")]
    Task<MlflowRunPage> SearchAsync([Body] MlflowSearchRuns request, CancellationToken cancellationToken = default);

    /// <summary>Changes status, end or name.</summary>
    [Post("/api/2.0/mlflow/runs/update")]
    Task<MlflowRunInfoAnswer> UpdateAsync([Body] MlflowUpdateRun request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a run; it can be restored.</summary>
    [Post("/api/2.0/mlflow/runs/delete")]
    Task DeleteAsync([Body] MlflowRunReference request, CancellationToken cancellationToken = default);

    /// <summary>Restores a deleted run.</summary>
    [Post("/api/2.0/mlflow/runs/restore")]
    Task RestoreAsync([Body] MlflowRunReference request, CancellationToken cancellationToken = default);

    /// <summary>Logs metrics, parameters and tags, all or none.</summary>
    [Post("/api/2.0/mlflow/runs/log-batch")]
    Task LogBatchAsync([Body] MlflowLogBatch request, CancellationToken cancellationToken = default);

    /// <summary>Logs one metric value.</summary>
    [Post("/api/2.0/mlflow/runs/log-metric")]
    Task LogMetricAsync([Body] MlflowLogMetric request, CancellationToken cancellationToken = default);

    /// <summary>Logs one parameter; the same value again is accepted, another value is refused.</summary>
    [Post("/api/2.0/mlflow/runs/log-parameter")]
    Task LogParamAsync([Body] MlflowLogParam request, CancellationToken cancellationToken = default);

    /// <summary>Sets a tag; the last write wins.</summary>
    [Post("/api/2.0/mlflow/runs/set-tag")]
    Task SetTagAsync([Body] MlflowSetRunTag request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a tag.</summary>
    [Post("/api/2.0/mlflow/runs/delete-tag")]
    Task DeleteTagAsync([Body] MlflowDeleteRunTag request, CancellationToken cancellationToken = default);

    /// <summary>Links datasets and logged models that the run reads.</summary>
    [Post("/api/2.0/mlflow/runs/log-inputs")]
    Task LogInputsAsync([Body] MlflowLogInputs request, CancellationToken cancellationToken = default);

    /// <summary>Links logged models that the run made.</summary>
    [Post("/api/2.0/mlflow/runs/outputs")]
    Task LogOutputsAsync([Body] MlflowLogOutputs request, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of a metric's history. Servers answer nothing without a page size, so it is not optional.</summary>
    [Get("/api/2.0/mlflow/metrics/get-history")]
    Task<MlflowMetricPage> GetMetricHistoryAsync(
        [AliasAs("run_id")] string runId,
        [AliasAs("metric_key")] string metricKey,
        [AliasAs("max_results")] int maxResults = 25_000,
        [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Returns the files and folders under a path of the run's artifacts.</summary>
    [Get("/api/2.0/mlflow/artifacts/list")]
    Task<MlflowArtifactPage> ListArtifactsAsync(
        [AliasAs("run_id")] string runId,
        [AliasAs("path")] string? path = null,
        [AliasAs("page_token")] string? pageToken = null,
        CancellationToken cancellationToken = default);

    /// <summary>Records a model directory under a run, as servers before MLflow 3 expect it.</summary>
    [Post("/api/2.0/mlflow/runs/log-model")]
    Task LogModelAsync([Body] MlflowLogModel request, CancellationToken cancellationToken = default);

    /// <summary>Returns a metric's values of many runs, thinned to about <paramref name="maxResults"/> per run over the steps.</summary>
    [Get("/api/2.0/mlflow/metrics/get-history-bulk-interval")]
    Task<MlflowMetricPage> GetMetricHistoriesAsync(
        [AliasAs("run_ids"), Query(CollectionFormat.Multi)] string[] runIds,
        [AliasAs("metric_key")] string metricKey,
        [AliasAs("start_step")] int? startStep = null,
        [AliasAs("end_step")] int? endStep = null,
        [AliasAs("max_results")] int maxResults = 2_500,
        CancellationToken cancellationToken = default);

    /// <summary>Returns a URL that takes one file of a run, where the artifacts are in a cloud store.</summary>
    [Post("/api/2.0/mlflow/artifacts/presigned-upload-url")]
    Task<MlflowPresignedUpload> CreatePresignedUploadAsync([Body] MlflowCreatePresignedUpload request,
        CancellationToken cancellationToken = default);
}
