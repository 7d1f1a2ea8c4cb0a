using FraudMl.Mlflow;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts MLflow's tracking server into an app.</summary>
public static class MlflowServerEndpoints
{
    /// <summary>
    /// Answers MLflow's REST API and its artifact proxy from the <see cref="MlflowClient"/> of the container (<c>services.AddMlflow()</c>).
    /// Paths under the prefix that nothing else answers get MLflow's own page for an unknown URL.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="prefix">What the paths begin with, as <c>mlflow server --static-prefix</c>. Default: nothing.</param>
    /// <param name="options">Who may use it, and how much it takes. Default: this machine and private networks, no log-in.</param>
    /// <exception cref="ArgumentException">Thrown when the options are invalid.</exception>
    public static IEndpointConventionBuilder MapMlflowServer(this IEndpointRouteBuilder endpoints, string prefix = "",
        MlflowServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        options ??= new MlflowServerOptions();
        options.Check();
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        var server = new ApiServer(options, endpoints.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System);
        IEnumerable<ServerRoute> routes =
        [
            .. ExperimentRoutes.All, .. RunRoutes.All, .. MetricRoutes.All, .. LoggedModelRoutes.All,
            .. RegistryRoutes.All, .. ModelVersionRoutes.All, .. WebhookRoutes.All, .. ServiceRoutes.All, .. ArtifactRoutes.All,
        ];
        foreach (IGrouping<string, ServerRoute> path in routes.GroupBy(route => route.Path))
        {
            if (!path.All(route => route.IsForPages))
                group.Map($"/api/{path.Key}", server.Serve([.. path.Where(route => !route.IsForPages)]));
            group.Map($"/ajax-api/{path.Key}", server.Serve([.. path]));
        }

        group.Map("/graphql", server.Serve([new ServerRoute(HttpMethods.Post, "graphql", GraphQlRoute.AnswerAsync)]));
        foreach ((string pattern, string[] methods, Func<ArtifactCall, Task> answer) in FileRoutes.All)
            group.Map(pattern, server.Serve(methods, answer));
        foreach ((string pattern, Func<MlflowClient, CancellationToken, Task<string>> answer) in ServiceRoutes.Open)
            group.Map(pattern, ApiServer.ServeOpen(answer));
        group.Map("/{**path}", server.Guarded(FileRoutes.UnknownAsync)).WithOrder(int.MaxValue - 1);
        return group;
    }
}
