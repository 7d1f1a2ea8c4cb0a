using Microsoft.AspNetCore.Http;
using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Logged models over HTTP.</summary>
internal static class LoggedModelRoutes
{
    private const string Root = "2.0/mlflow/logged-models";
    private const string One = $"{Root}/{{model_id}}";

    private static readonly FieldRule _id = Required("model_id");

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateLoggedModel>(
            Root, (call, request) => Answer(call.Client.LoggedModels.CreateAsync(request, call.Cancelled)),
            Required("experiment_id"), Text("name"), Text("model_type"), Text("source_run_id"), List("params"), List("tags")),
        ServerRoute.Get(One, call =>
            Answer(call.Client.LoggedModels.GetAsync(call.Segment("model_id"), AllowDeleted(call), call.Cancelled))),
        ServerRoute.Of<MlflowFinalizeLoggedModel>(
            HttpMethods.Patch, One, (call, request) =>
                Answer(call.Client.LoggedModels.FinalizeAsync(call.Segment("model_id"), request, call.Cancelled)),
            _id, new FieldRule("status", FieldRules.Required | FieldRules.Whole)),
        new(HttpMethods.Delete, One, call => Done(call.Client.LoggedModels.DeleteAsync(call.Segment("model_id"), call.Cancelled))),
        ServerRoute.Post<MlflowLogModelParams>(
            $"{One}/params", (call, request) =>
                Done(call.Client.LoggedModels.LogParamsAsync(call.Segment("model_id"), request, call.Cancelled)), _id, List("params")),
        ServerRoute.Of<MlflowSetLoggedModelTags>(
            HttpMethods.Patch, $"{One}/tags", (call, request) =>
                Done(call.Client.LoggedModels.SetTagsAsync(call.Segment("model_id"), request, call.Cancelled)), List("tags")),
        new(HttpMethods.Delete, $"{One}/tags/{{tag_key}}", call => Done(
            call.Client.LoggedModels.DeleteTagAsync(call.Segment("model_id"), call.Segment("tag_key"), call.Cancelled))),
        ServerRoute.Post<MlflowSearchLoggedModels>(
            $"{Root}/search", (call, request) => Answer(call.Client.LoggedModels.SearchAsync(request, call.Cancelled)),
            new FieldRule("experiment_ids", FieldRules.Required | FieldRules.List | FieldRules.Texts), Text("filter"), List("datasets"),
            Whole("max_results"),
            List("order_by"), Text("page_token")),
        ServerRoute.Get($"{One}/artifacts/directories", call => Answer(call.Client.LoggedModels.ListArtifactsAsync(
            call.Segment("model_id"), call.TextOrNull("artifact_directory_path"), call.TextOrNull("page_token"), call.Cancelled))),
    ];

    private static bool? AllowDeleted(ApiCall call) => call.Text("allow_deleted") == "true" ? true : null;
}
