using static FraudMl.Mlflow.Rules;

namespace FraudMl.Mlflow;

/// <summary>Experiments over HTTP.</summary>
internal static class ExperimentRoutes
{
    private const string Root = "2.0/mlflow/experiments";

    private static readonly FieldRule _id = Required("experiment_id");

    private static readonly FieldRule[] _search = [Whole("max_results"), Texts("order_by"), Text("filter"), Text("page_token"),
        Whole("view_type")];

    public static IEnumerable<ServerRoute> All { get; } =
    [
        ServerRoute.Post<MlflowCreateExperiment>($"{Root}/create", CreateAsync, Required("name"), Text("artifact_location"), List("tags")),
        ServerRoute.Get($"{Root}/get", call => Answer(call.Client.Experiments.GetAsync(call.Text("experiment_id"), call.Cancelled)), _id),
        ServerRoute.Get(
            $"{Root}/get-by-name", call => Answer(call.Client.Experiments.GetByNameAsync(call.Text("experiment_name"), call.Cancelled)),
            Required("experiment_name")),
        ServerRoute.Post<MlflowSearchExperiments>($"{Root}/search", (call, request) => SearchAsync(call, request), _search),
        ServerRoute.Get($"{Root}/search", call => SearchAsync(call, QueryOf(call)), Whole("max_results")),
        ServerRoute.Post<MlflowUpdateExperiment>(
            $"{Root}/update", (call, request) => Done(call.Client.Experiments.UpdateAsync(request, call.Cancelled)), _id,
            Required("new_name")),
        ServerRoute.Post<MlflowExperimentReference>($"{Root}/delete",
            (call, request) => Done(call.Client.Experiments.DeleteAsync(request, call.Cancelled)), _id),
        ServerRoute.Post<MlflowExperimentReference>($"{Root}/restore",
            (call, request) => Done(call.Client.Experiments.RestoreAsync(request, call.Cancelled)), _id),
        ServerRoute.Post<MlflowSetExperimentTag>(
            $"{Root}/set-experiment-tag", (call, request) => Done(call.Client.Experiments.SetTagAsync(request, call.Cancelled)), _id,
            Required("key"), Text("value")),
        ServerRoute.Post<MlflowDeleteExperimentTag>(
            $"{Root}/delete-experiment-tag", (call, request) => Done(call.Client.Experiments.DeleteTagAsync(request, call.Cancelled)), _id,
            Required("key")),
        ServerRoute.Post<MlflowSearchDatasets>(
            $"{Root}/search-datasets",
            (call, request) => Answer(call.Client.Experiments.SearchDatasetsAsync(request, call.Cancelled))) with { IsForPages = true },
    ];

    private static Task<object?> CreateAsync(ApiCall call, MlflowCreateExperiment request) =>
        Answer(call.Client.Experiments.CreateAsync(request, call.Cancelled));

    /// <summary>MLflow's server has no default for the page size: without one it refuses.</summary>
    private static Task<object?> SearchAsync(ApiCall call, MlflowSearchExperiments request)
    {
        int size = call.Whole("max_results") ?? 0;
        if (size < 1)
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                $"Invalid value {size} for parameter 'max_results' supplied. It must be a positive integer");
        return Answer(call.Client.Experiments.SearchAsync(request with { MaxResults = size }, call.Cancelled));
    }

    private static MlflowSearchExperiments QueryOf(ApiCall call) => new()
    {
        MaxResults = call.Whole("max_results") ?? 0,
        PageToken = call.TextOrNull("page_token"),
        Filter = call.TextOrNull("filter"),
        OrderBy = call.Texts("order_by"),
        ViewType = call.Text("view_type") switch
        {
            "ALL" or "3" => MlflowViewType.All,
            "DELETED_ONLY" or "2" => MlflowViewType.DeletedOnly,
            _ => MlflowViewType.ActiveOnly,
        },
    };
}
