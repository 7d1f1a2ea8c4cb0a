using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FraudMl.Mlflow.Tests;

/// <summary>MLflow's routes over an open connection: what a server in front of the embedded store does.</summary>
internal sealed class MlflowRoutes(MlflowConnection connection)
{
    private const string Prefix = "/api/2.0/mlflow/";
    private const string ArtifactPrefix = "/api/2.0/mlflow-artifacts/artifacts/";

    /// <summary>Answers a request with a decoded path, or returns <see langword="null"/> for a route that the typed
    /// client does not have.</summary>
    public async Task<(int Status, string Json)?> AnswerAsync(string method, string path, ILookup<string, string> query, byte[] bytes)
    {
        if (method == "PUT" && path.StartsWith(ArtifactPrefix, StringComparison.Ordinal))
        {
            using var content = new MemoryStream(bytes);
            await connection.ArtifactStore.WriteAsync($"mlflow-artifacts:/{path[ArtifactPrefix.Length..]}", content);
            return (200, "{}");
        }

        // MLflow's pages have the same routes elsewhere, and some of their own.
        bool isOfPages = path.StartsWith("/ajax-api/", StringComparison.Ordinal);
        path = path.Replace("/ajax-api/", "/api/", StringComparison.Ordinal);
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        string body = Encoding.UTF8.GetString(bytes);
        string? One(string key) => query[key].FirstOrDefault();
        T Read<T>() => JsonSerializer.Deserialize<T>(body, MlflowJson.Options) ?? throw new JsonException();
        int Size(int otherwise) => One("max_results") is not { } size ? otherwise
            : int.TryParse(size, CultureInfo.InvariantCulture, out int number) ? number : throw new JsonException();
        int? Number(string key) => One(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        string[] segments = path[Prefix.Length..].Split('/');
        IMlflowExperiments experiments = connection.Experiments;
        IMlflowRuns runs = connection.Runs;
        IMlflowLoggedModels models = connection.LoggedModels;
        IMlflowRegistry registry = connection.Registry;
        try
        {
            Task? call = (method, string.Join('/', segments)) switch
            {
                ("POST", "experiments/create") => experiments.CreateAsync(Read<MlflowCreateExperiment>()),
                ("GET", "experiments/get") => experiments.GetAsync(One("experiment_id")!),
                ("GET", "experiments/get-by-name") => experiments.GetByNameAsync(One("experiment_name")!),
                ("POST", "experiments/search") => experiments.SearchAsync(Read<MlflowSearchExperiments>()),
                ("POST", "experiments/update") => experiments.UpdateAsync(Read<MlflowUpdateExperiment>()),
                ("POST", "experiments/delete") => experiments.DeleteAsync(Read<MlflowExperimentReference>()),
                ("POST", "experiments/restore") => experiments.RestoreAsync(Read<MlflowExperimentReference>()),
                ("POST", "experiments/set-experiment-tag") => experiments.SetTagAsync(Read<MlflowSetExperimentTag>()),
                ("POST", "experiments/delete-experiment-tag") => experiments.DeleteTagAsync(Read<MlflowDeleteExperimentTag>()),
                ("POST", "experiments/search-datasets") when isOfPages => experiments.SearchDatasetsAsync(Read<MlflowSearchDatasets>()),
                ("POST", "runs/create") => runs.CreateAsync(Read<MlflowCreateRun>()),
                ("GET", "runs/get") => runs.GetAsync(One("run_id")!),
                ("POST", "runs/search") => runs.SearchAsync(Read<MlflowSearchRuns>()),
                ("POST", "runs/update") => runs.UpdateAsync(Read<MlflowUpdateRun>()),
                ("POST", "runs/delete") => runs.DeleteAsync(Read<MlflowRunReference>()),
                ("POST", "runs/restore") => runs.RestoreAsync(Read<MlflowRunReference>()),
                ("POST", "runs/log-batch") => runs.LogBatchAsync(Read<MlflowLogBatch>()),
                ("POST", "runs/log-metric") => runs.LogMetricAsync(Read<MlflowLogMetric>()),
                ("POST", "runs/log-parameter") => runs.LogParamAsync(Read<MlflowLogParam>()),
                ("POST", "runs/set-tag") => runs.SetTagAsync(Read<MlflowSetRunTag>()),
                ("POST", "runs/delete-tag") => runs.DeleteTagAsync(Read<MlflowDeleteRunTag>()),
                ("POST", "runs/log-inputs") => runs.LogInputsAsync(Read<MlflowLogInputs>()),
                ("POST", "runs/outputs") => runs.LogOutputsAsync(Read<MlflowLogOutputs>()),
                ("POST", "runs/log-model") => runs.LogModelAsync(Read<MlflowLogModel>()),
                ("POST", "artifacts/presigned-upload-url") => runs.CreatePresignedUploadAsync(Read<MlflowCreatePresignedUpload>()),
                ("GET", "metrics/get-history-bulk-interval") => runs.GetMetricHistoriesAsync(
                    [.. query["run_ids"]], One("metric_key")!, Number("start_step"), Number("end_step"), Size(2_500)),
                ("GET", "metrics/get-history") when One("max_results") is { } size && int.TryParse(size, out int count) && count > 0 =>
                    runs.GetMetricHistoryAsync(One("run_id")!, One("metric_key")!, count, One("page_token")),
                ("GET", "artifacts/list") => runs.ListArtifactsAsync(One("run_id")!, One("path")),
                ("POST", "logged-models") => models.CreateAsync(Read<MlflowCreateLoggedModel>()),
                ("POST", "logged-models/search") => models.SearchAsync(Read<MlflowSearchLoggedModels>()),
                ("POST", "registered-models/create") => registry.CreateModelAsync(Read<MlflowCreateRegisteredModel>()),
                ("GET", "registered-models/get") => registry.GetModelAsync(One("name")!),
                ("GET", "registered-models/search") => registry.SearchModelsAsync(One("filter"), Size(100), [.. query["order_by"]],
                    One("page_token")),
                ("POST", "registered-models/rename") => registry.RenameModelAsync(Read<MlflowRenameRegisteredModel>()),
                ("PATCH", "registered-models/update") => registry.UpdateModelAsync(Read<MlflowUpdateRegisteredModel>()),
                ("DELETE", "registered-models/delete") => registry.DeleteModelAsync(Read<MlflowRegisteredModelReference>()),
                ("POST", "registered-models/set-tag") => registry.SetModelTagAsync(Read<MlflowSetRegisteredModelTag>()),
                ("DELETE", "registered-models/delete-tag") => registry.DeleteModelTagAsync(Read<MlflowDeleteRegisteredModelTag>()),
                ("POST", "registered-models/alias") => registry.SetAliasAsync(Read<MlflowSetModelAlias>()),
                ("GET", "registered-models/alias") => registry.GetByAliasAsync(One("name")!, One("alias")!),
                ("DELETE", "registered-models/alias") => registry.DeleteAliasAsync(Read<MlflowDeleteModelAlias>()),
                ("POST", "registered-models/get-latest-versions") => registry.GetLatestVersionsAsync(Read<MlflowGetLatestVersions>()),
                ("GET", "registered-models/get-latest-versions") => registry.GetLatestVersionsAsync(
                    new MlflowGetLatestVersions { Name = One("name")!, Stages = [.. query["stages"]] }),
                ("POST", "model-versions/transition-stage") => registry.TransitionStageAsync(Read<MlflowTransitionStage>()),
                ("POST", "model-versions/create") => registry.CreateVersionAsync(Read<MlflowCreateModelVersion>()),
                ("GET", "model-versions/get") => registry.GetVersionAsync(One("name")!, One("version")!),
                ("GET", "model-versions/search") => registry.SearchVersionsAsync(One("filter"), Size(10_000), [.. query["order_by"]],
                    One("page_token")),
                ("PATCH", "model-versions/update") => registry.UpdateVersionAsync(Read<MlflowUpdateModelVersion>()),
                ("DELETE", "model-versions/delete") => registry.DeleteVersionAsync(Read<MlflowModelVersionReference>()),
                ("GET", "model-versions/get-download-uri") => registry.GetDownloadUriAsync(One("name")!, One("version")!),
                ("POST", "model-versions/set-tag") => registry.SetVersionTagAsync(Read<MlflowSetModelVersionTag>()),
                ("DELETE", "model-versions/delete-tag") => registry.DeleteVersionTagAsync(Read<MlflowDeleteModelVersionTag>()),
                _ when segments is ["logged-models", var id] => method switch
                {
                    "GET" => models.GetAsync(id, One("allow_deleted") == "true" ? true : null),
                    "PATCH" => models.FinalizeAsync(id, Read<MlflowFinalizeLoggedModel>()),
                    "DELETE" => models.DeleteAsync(id),
                    _ => null,
                },
                ("POST", _) when segments is ["logged-models", var id, "params"] => models.LogParamsAsync(id, Read<MlflowLogModelParams>()),
                ("PATCH", _) when segments is ["logged-models", var id, "tags"] =>
                    models.SetTagsAsync(id, Read<MlflowSetLoggedModelTags>()),
                ("DELETE", _) when segments is ["logged-models", var id, "tags", var key] => models.DeleteTagAsync(id, key),
                ("GET", _) when segments is ["logged-models", var id, "artifacts", "directories"] =>
                    models.ListArtifactsAsync(id, One("artifact_directory_path")),
                _ => null,
            };
            if (call is null)
                return null;
            await call;
            object? result = call.GetType().GetProperty("Result")?.GetValue(call);
            bool hasResult = result is not null && result.GetType().Namespace == "FraudMl.Mlflow";
            return (200, hasResult ? JsonSerializer.Serialize(result, result!.GetType(), MlflowJson.Options) : "{}");
        }
        catch (MlflowException error)
        {
            return ((int)error.StatusCode,
                JsonSerializer.Serialize(new Dictionary<string, string> { ["error_code"] = error.ErrorCode, ["message"] = error.Message }));
        }
    }
}
