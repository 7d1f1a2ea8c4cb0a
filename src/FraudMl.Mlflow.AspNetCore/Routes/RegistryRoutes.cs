using Microsoft.AspNetCore.Http;
using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Registered models and aliases over HTTP.</summary>
internal static class RegistryRoutes
{
    private const string Root = "2.0/mlflow/registered-models";

    private static readonly FieldRule _name = Required("name");

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateRegisteredModel>(
            $"{Root}/create", (call, request) => Answer(call.Client.Registry.CreateModelAsync(request, call.Cancelled)), _name,
            List("tags"), Text("description")),
        ServerRoute.Get($"{Root}/get", call => Answer(call.Client.Registry.GetModelAsync(call.Text("name"), call.Cancelled)), _name),
        ServerRoute.Get(
            $"{Root}/search", call => Answer(call.Client.Registry.SearchModelsAsync(
                call.TextOrNull("filter"), call.Whole("max_results") ?? 100, call.Texts("order_by"), call.TextOrNull("page_token"),
                call.Cancelled)),
            Whole("max_results", atMost: 1_000)),
        ServerRoute.Post<MlflowRenameRegisteredModel>(
            $"{Root}/rename", (call, request) => Answer(call.Client.Registry.RenameModelAsync(request, call.Cancelled)), _name,
            Required("new_name")),
        ServerRoute.Of<MlflowUpdateRegisteredModel>(
            HttpMethods.Patch, $"{Root}/update", (call, request) => Answer(call.Client.Registry.UpdateModelAsync(request, call.Cancelled)),
            _name, Text("description")),
        ServerRoute.Of<MlflowRegisteredModelReference>(
            HttpMethods.Delete, $"{Root}/delete",
            (call, request) => Done(call.Client.Registry.DeleteModelAsync(request, call.Cancelled)), _name),
        ServerRoute.Post<MlflowGetLatestVersions>(
            $"{Root}/get-latest-versions", (call, request) => Answer(call.Client.Registry.GetLatestVersionsAsync(request, call.Cancelled)),
            _name, Texts("stages")),
        ServerRoute.Get(
            $"{Root}/get-latest-versions", call => Answer(call.Client.Registry.GetLatestVersionsAsync(
                new MlflowGetLatestVersions { Name = call.Text("name"), Stages = call.Texts("stages") }, call.Cancelled)), _name),
        ServerRoute.Post<MlflowSetRegisteredModelTag>(
            $"{Root}/set-tag", (call, request) => Done(call.Client.Registry.SetModelTagAsync(request, call.Cancelled)), _name,
            Required("key"), Text("value")),
        ServerRoute.Of<MlflowDeleteRegisteredModelTag>(
            HttpMethods.Delete, $"{Root}/delete-tag",
            (call, request) => Done(call.Client.Registry.DeleteModelTagAsync(request, call.Cancelled)), _name, Required("key")),
        ServerRoute.Post<MlflowSetModelAlias>(
            $"{Root}/alias", (call, request) => Done(call.Client.Registry.SetAliasAsync(request, call.Cancelled)), _name, Required("alias"),
            Required("version")),
        ServerRoute.Get(
            $"{Root}/alias", call => Answer(call.Client.Registry.GetByAliasAsync(call.Text("name"), call.Text("alias"), call.Cancelled)),
            _name, Required("alias")),
        ServerRoute.Of<MlflowDeleteModelAlias>(
            HttpMethods.Delete, $"{Root}/alias", (call, request) => Done(call.Client.Registry.DeleteAliasAsync(request, call.Cancelled)),
            _name, Required("alias")),
    ];
}
