using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Maps what operators need; without it there is no way to change what is served over HTTP.</summary>
public static class FraudScoringAdminEndpoints
{
    /// <summary>Maps GET /admin/model, POST /admin/reload, POST /admin/rollback and, beside a challenger,
    /// GET /admin/shadow; for models with a name the same under
    /// <c>/models/NAME</c>. Where <see cref="FraudScoringOptions.WebhookSecret"/> is set, POST /admin/webhook too, which takes signed
    /// deliveries of a registry from anybody.</summary>
    /// <param name="routes">The application or a route group.</param>
    /// <param name="prefix">A path before all of them. Default: none.</param>
    /// <returns>The group: add <c>RequireAuthorization(…)</c>, or whoever reaches the server may roll a model back.</returns>
    /// <exception cref="FraudMlException">Thrown when no model was registered.</exception>
    public static RouteGroupBuilder MapFraudScoringAdmin(this IEndpointRouteBuilder routes, string prefix = "")
    {
        IServiceProvider services = routes.ServiceProvider;
        ModelReloaders models = services.GetService<ModelReloaders>()
            ?? throw new FraudMlException("MapFraudScoringAdmin needs a model. Call builder.Services.AddFraudScoring(\"models:/…\") before "
                + "the application is built.");
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("Fraud scoring administration");
        foreach (FollowedModel model in models.All.Where(model => !model.IsChallenger))
        {
            string name = model.Service.Name;
            string? secret = model.Service.Options.WebhookSecret;
            RouteGroupBuilder own = group.MapGroup(name.Length == 0 ? "/admin" : $"/models/{name}/admin");
            MapModel(own, new AdminEndpoint(model.Reloader, secret, time), secret is not null);
            if (services.GetKeyedService<Shadow>(name) is { } shadow) MapShadow(own, shadow);
        }

        return group;
    }

    private static void MapShadow(RouteGroupBuilder group, Shadow shadow) =>
        group.MapGet("/shadow", () => TypedResults.Json(shadow.Report(), ScoringJson.Default.ShadowReport))
            .WithSummary("Tells how the challenger does beside the model in service.")
            .Produces<ShadowReport>();

    private static void MapModel(RouteGroupBuilder group, AdminEndpoint endpoint, bool hasWebhook)
    {
        group.MapGet("/model", () => endpoint.Status())
            .WithSummary("Tells which model is in service, which one was before, and what is wrong with the one to serve.")
            .Produces<ServedModelStatus>();
        group.MapPost("/reload", (bool? force, CancellationToken stop) => endpoint.ReloadAsync(force ?? false, stop))
            .WithSummary("Looks whether there is another model to serve, and puts it into service when it passes.")
            .WithDescription("With ?force=true also a version that was refused before, or that a rollback left.")
            .Produces<ReloadResult>()
            .Produces<ReloadResult>(StatusCodes.Status409Conflict)
            .Produces<ReloadResult>(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/rollback", (CancellationToken cancellationToken) => endpoint.RollBackAsync(cancellationToken))
            .WithSummary("Puts the model back into service that was before this one.")
            .Produces<ServedModelStatus>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        if (!hasWebhook) return;

        // The registry can't log in; its signature is its right. The second parameter makes it a handler whose result is answered.
        group.MapPost("/webhook", (HttpContext context, CancellationToken _) => endpoint.HearAsync(context))
            .AllowAnonymous()
            .WithSummary("Takes a signed delivery of MLflow's or Databricks' registry: it is time to look for another version.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }
}
