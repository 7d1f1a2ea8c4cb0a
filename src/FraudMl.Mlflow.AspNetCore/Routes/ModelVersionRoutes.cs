using Microsoft.AspNetCore.Http;
using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Model versions over HTTP.</summary>
internal static class ModelVersionRoutes
{
    private const string Root = "2.0/mlflow/model-versions";

    private static readonly FieldRule _name = Required("name");
    private static readonly FieldRule _version = Required("version");

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateModelVersion>(
            $"{Root}/create", (call, request) => Answer(call.Client.Registry.CreateVersionAsync(request, call.Cancelled)),
            _name, Required("source"), Text("run_id"), List("tags"), Text("run_link"), Text("description"), Text("model_id")),
        ServerRoute.Get($"{Root}/get",
            call => Answer(call.Client.Registry.GetVersionAsync(call.Text("name"), call.Text("version"), call.Cancelled)), _name, _version),
        ServerRoute.Get(
            $"{Root}/search", call => Answer(call.Client.Registry.SearchVersionsAsync(
                call.TextOrNull("filter"), call.Whole("max_results") ?? 10_000, call.Texts("order_by"), call.TextOrNull("page_token"),
                call.Cancelled)),
            Whole("max_results", atMost: 200_000)),
        ServerRoute.Of<MlflowUpdateModelVersion>(
            HttpMethods.Patch, $"{Root}/update", (call, request) =>
                Answer(call.Client.Registry.UpdateVersionAsync(request, call.Cancelled)), _name, _version, Text("description")),
        ServerRoute.Post<MlflowTransitionStage>(
            $"{Root}/transition-stage", (call, request) => Answer(call.Client.Registry.TransitionStageAsync(request, call.Cancelled)),
            _name, _version, Required("stage"), new FieldRule("archive_existing_versions", FieldRules.Flag)),
        ServerRoute.Of<MlflowModelVersionReference>(
            HttpMethods.Delete, $"{Root}/delete", (call, request) => Done(call.Client.Registry.DeleteVersionAsync(request, call.Cancelled)),
            _name, _version),
        ServerRoute.Get($"{Root}/get-download-uri",
            call => Answer(call.Client.Registry.GetDownloadUriAsync(call.Text("name"), call.Text("version"), call.Cancelled))),
        ServerRoute.Post<MlflowSetModelVersionTag>(
            $"{Root}/set-tag", (call, request) => Done(call.Client.Registry.SetVersionTagAsync(request, call.Cancelled)), _name, _version,
            Required("key"), Text("value")),
        ServerRoute.Of<MlflowDeleteModelVersionTag>(
            HttpMethods.Delete, $"{Root}/delete-tag",
            (call, request) => Done(call.Client.Registry.DeleteVersionTagAsync(request, call.Cancelled)), _name, _version, Required("key")),
    ];
}
