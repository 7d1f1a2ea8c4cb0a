using System.Text.Json;
using System.Text.Json.Nodes;
using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Runs over HTTP.</summary>
internal static class RunRoutes
{
    private const string Root = "2.0/mlflow/runs";

    private static readonly FieldRule _run = Required("run_id");

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateRun>(
            $"{Root}/create", CreateAsync,
            Text("experiment_id"), Whole("start_time"), Text("run_name")),
        ServerRoute.Get($"{Root}/get", call => Answer(call.Client.Runs.GetAsync(call.RunId(), call.Cancelled)), _run),
        ServerRoute.Post<MlflowSearchRuns>(
            $"{Root}/search", (call, request) => Answer(call.Client.Runs.SearchAsync(request, call.Cancelled)),
            List("experiment_ids"), Text("filter"), Whole("max_results", atMost: 50_000), Texts("order_by"), Text("run_view_type"),
            Text("page_token")),
        ServerRoute.Post<MlflowUpdateRun>(
            $"{Root}/update", (call, request) => Answer(call.Client.Runs.UpdateAsync(request, call.Cancelled)), _run, Whole("end_time"),
            Text("status"), Text("run_name")),
        ServerRoute.Post<MlflowRunReference>($"{Root}/delete",
            (call, request) => Done(call.Client.Runs.DeleteAsync(request, call.Cancelled)), _run),
        ServerRoute.Post<MlflowRunReference>($"{Root}/restore",
            (call, request) => Done(call.Client.Runs.RestoreAsync(request, call.Cancelled)), _run),
        ServerRoute.Post<MlflowLogBatch>(
            $"{Root}/log-batch", (call, request) => Done(call.Client.Runs.LogBatchAsync(request, call.Cancelled)),
            _run, List("metrics", "key", "value", "timestamp"), List("params", "key"), List("tags", "key")),
        ServerRoute.Post<MlflowLogMetric>(
            $"{Root}/log-metric", (call, request) => Done(call.Client.Runs.LogMetricAsync(request, call.Cancelled)),
            _run, Required("key"), new FieldRule("value", FieldRules.Required | FieldRules.Number),
            new FieldRule("timestamp", FieldRules.Required | FieldRules.Whole), Whole("step")),
        ServerRoute.Post<MlflowLogParam>(
            $"{Root}/log-parameter", (call, request) => Done(call.Client.Runs.LogParamAsync(request, call.Cancelled)), _run,
            Required("key"), Text("value")),
        ServerRoute.Post<MlflowSetRunTag>(
            $"{Root}/set-tag", (call, request) => Done(call.Client.Runs.SetTagAsync(request, call.Cancelled)), _run, Required("key"),
            Text("value")),
        ServerRoute.Post<MlflowDeleteRunTag>(
            $"{Root}/delete-tag", (call, request) => Done(call.Client.Runs.DeleteTagAsync(request, call.Cancelled)), _run, Required("key")),
        ServerRoute.Post<MlflowLogInputs>(
            $"{Root}/log-inputs", (call, request) => Done(call.Client.Runs.LogInputsAsync(request, call.Cancelled)), _run, List("datasets"),
            List("models")),
        ServerRoute.Post<MlflowLogOutputs>(
            $"{Root}/outputs", (call, request) => Done(call.Client.Runs.LogOutputsAsync(request, call.Cancelled)),
            _run, new FieldRule("models", FieldRules.Required | FieldRules.List)),
        ServerRoute.Post<MlflowLogModel>(
            $"{Root}/log-model", (call, request) => Done(call.Client.Runs.LogModelAsync(request, call.Cancelled)), _run,
            Required("model_json")),
        ServerRoute.Get(
            "2.0/mlflow/artifacts/list",
            call => Answer(call.Client.Runs.ListArtifactsAsync(call.RunId(), call.TextOrNull("path"), call.TextOrNull("page_token"),
                call.Cancelled)), _run),
        ServerRoute.Post<MlflowCreatePresignedUpload>(
            "2.0/mlflow/artifacts/presigned-upload-url",
            (call, request) => Answer(call.Client.Runs.CreatePresignedUploadAsync(request, call.Cancelled)),
            _run, Required("path"), Whole("expiration")),
    ];

    /// <summary>A run that was just made is answered without its outputs.</summary>
    private static async Task<object?> CreateAsync(ApiCall call, MlflowCreateRun request)
    {
        MlflowRunAnswer answer = await call.Client.Runs.CreateAsync(request, call.Cancelled).ConfigureAwait(false);
        JsonNode json = JsonSerializer.SerializeToNode(answer, MlflowJson.Options.GetTypeInfo(typeof(MlflowRunAnswer)))!;
        json["run"]!.AsObject().Remove("outputs");
        return json;
    }
}
