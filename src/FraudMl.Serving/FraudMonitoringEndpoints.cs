using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Maps what people and their tools watch a served model by.</summary>
public static class FraudMonitoringEndpoints
{
    /// <summary>Maps GET /monitoring/drift, /monitoring/drift/counts and /monitoring/metrics, and POST /labels; for models with a name
    /// the same under <c>/models/NAME</c>.</summary>
    /// <remarks>They tell about the business, and labels change what it believes: protect them with
    /// <c>RequireAuthorization()</c>.</remarks>
    /// <param name="routes">The application or a route group.</param>
    /// <param name="prefix">A path before all of them, for example <c>/fraud</c>. Default: none.</param>
    /// <returns>The group, to add policies.</returns>
    /// <exception cref="FraudMlException">Thrown when no model was registered.</exception>
    public static RouteGroupBuilder MapFraudMonitoring(this IEndpointRouteBuilder routes, string prefix = "")
    {
        IServiceProvider services = routes.ServiceProvider;
        var logger = services.GetRequiredService<ILogger<LabelEndpoint>>();
        ScoringServices models = services.GetService<ScoringServices>()
            ?? throw new FraudMlException(
                "MapFraudMonitoring needs a model. Call builder.Services.AddFraudScoring(\"models:/…\") before the application is built.");
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("Fraud monitoring");
        foreach (ScoringService model in models.All)
        {
            RouteGroupBuilder own = group.MapGroup(model.Name.Length == 0 ? "" : $"/models/{model.Name}");
            var monitor = services.GetRequiredKeyedService<IFraudMonitor>(model.Name);
            MapDrift(own, monitor, model);
            own.MapGet("/monitoring/metrics", () => TypedResults.Json(monitor.Live(), MonitoringJson.Readable.LiveReport))
                .WithSummary("Returns how good the model is on the transactions that have labels, by day and version.")
                .Produces<LiveReport>(StatusCodes.Status200OK, ContentTypes.Json);
            var labels = new LabelEndpoint(model, monitor, logger);
            own.MapPost("/labels", (HttpContext context, CancellationToken _) => labels.InvokeAsync(context))
                .WithSummary("Takes labels: which transactions were frauds.")
                .WithDescription("A JSON array, or one JSON object a line, of id, isFraud and at. Labels may come late, again and "
                    + "corrected.")
                .Accepts<FraudLabel[]>(ContentTypes.Json, ContentTypes.JsonLines[0])
                .Produces<LabelAnswer>(StatusCodes.Status200OK, ContentTypes.Json)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        return group;
    }

    private static void MapDrift(RouteGroupBuilder group, IFraudMonitor monitor, ScoringService model)
    {
        group.MapGet("/monitoring/drift", (string? windows) => Answer(windows, model, count =>
                monitor.Drift(count) is { } status ? TypedResults.Json(status, MonitoringJson.Readable.DriftStatus) : null))
            .WithSummary("Returns how far the scored transactions are from those that the model learned from.")
            .Produces<DriftStatus>(StatusCodes.Status200OK, ContentTypes.Json)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/monitoring/drift/counts", (string? windows) => Answer(windows, model, count =>
                monitor.DriftCounts(count) is { } counts ? TypedResults.Text(counts.ToJson(), ContentTypes.Json, Encoding.UTF8) : null))
            .WithSummary("Returns the counts behind the drift report, which add up over servers.")
            .Produces<string>(StatusCodes.Status200OK, ContentTypes.Json)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Answer(string? windows, ScoringService model, Func<int?, IResult?> answer)
    {
        int count = 0;
        if (windows is not null && (!int.TryParse(windows, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1))
            return TypedResults.Problem("The query's windows must be a whole number from 1 on, as in ?windows=24.", statusCode: 400);
        if (model.Models.Current is null)
            return TypedResults.Problem("The model is still being loaded. Try again in a moment.", statusCode: 503);
        return answer(windows is null ? null : count) ?? TypedResults.Problem(
            "The model in service has no reference profile, or FraudScoring:Monitoring:IsCountingDrift is off. Write its directory with "
            + "FraudModelPackageOptions.Reference.", statusCode: 404);
    }
}
