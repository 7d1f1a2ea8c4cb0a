using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Maps the scoring endpoints.</summary>
public static class FraudScoringEndpoints
{
    internal static readonly string Version =
        typeof(FraudScoringEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion
            .Split('+')[0];

    private static readonly SuppressMatchingMetadata OnlyDescribed = new();

    /// <summary>Maps POST /invocations, /score and /score/batch, GET /ping, /health and /version; for models with a name the same under
    /// <c>/models/NAME</c>; and the Open Inference Protocol under <c>/v2</c> for all of them.</summary>
    /// <param name="routes">The application or a route group.</param>
    /// <param name="prefix">A path before all of them, for example <c>/fraud</c>. Default: none.</param>
    /// <returns>The group, to add policies such as <c>RequireAuthorization()</c> or <c>RequireRateLimiting(…)</c>.</returns>
    /// <exception cref="FraudMlException">Thrown when no model was registered.</exception>
    public static RouteGroupBuilder MapFraudScoring(this IEndpointRouteBuilder routes, string prefix = "")
    {
        IServiceProvider services = routes.ServiceProvider;
        ScoringServices models = services.GetService<ScoringServices>()
            ?? throw new FraudMlException(
                "MapFraudScoring needs a model. Call builder.Services.AddFraudScoring(\"models:/…\") before the application is built.");
        RouteGroupBuilder group = routes.MapGroup(prefix).WithTags("Fraud scoring");
        EndpointNames names = services.GetRequiredService<EndpointNames>();
        string? first = null;
        foreach (ScoringService model in models.All)
        {
            RouteGroupBuilder own = group.MapGroup(model.Name.Length == 0 ? "" : $"/models/{model.Name}");
            string suffix = names.NextSuffix();
            first ??= suffix;
            MapModel(own.WithMetadata(model), model, suffix);
        }

        new OpenInferenceRoutes(new OpenInferenceModels(models), Version).Map(group, first ?? "");
        return group;
    }

    private static void MapModel(RouteGroupBuilder group, ScoringService model, string suffix)
    {
        MapInvocations(group, new InvocationsEndpoint(model), suffix);
        MapScore(group, new ScoreEndpoint(model), suffix);
        MapBatch(group, new BatchEndpoint(model), suffix);
        MapHealth(group, "/ping", model.Models, suffix);
        MapHealth(group, "/health", model.Models, suffix);
        MapHead(group, "/version", () => TypedResults.Text(Version));
        group.MapGet("/version", () => TypedResults.Text(Version))
            .WithName($"FraudScoringVersion{suffix}")
            .WithSummary("Returns the version of the scoring server.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static void MapInvocations(RouteGroupBuilder group, InvocationsEndpoint endpoint, string suffix) =>
        Answered(group, "/invocations", endpoint)
            .MapPost("/invocations", (HttpContext context, CancellationToken _) => endpoint.InvokeAsync(context))
            .WithMetadata(OnlyDescribed)
            .WithName($"FraudScoringInvocations{suffix}")
            .WithSummary("Scores transactions with the scoring protocol of MLflow.")
            .WithDescription("JSON with exactly one of dataframe_split, dataframe_records, instances and inputs, CSV with a header "
                + "row, or Parquet; the body may be packed as gzip or brotli. Columns come in any order; further columns are ignored.")
            .Accepts<InvocationsRequest>(ContentTypes.Json, ContentTypes.Csv, ContentTypes.Parquet, ContentTypes.OldParquet)
            .Produces<InvocationsAnswer>(StatusCodes.Status200OK, ContentTypes.Json)
            .Produces<ScoringError>(StatusCodes.Status400BadRequest, ContentTypes.Json)
            .Produces<ScoringError>(StatusCodes.Status413PayloadTooLarge, ContentTypes.Json)
            .Produces<string>(StatusCodes.Status415UnsupportedMediaType, "text/plain")
            .Produces<ScoringError>(StatusCodes.Status422UnprocessableEntity, ContentTypes.Json)
            .Produces<ScoringError>(StatusCodes.Status503ServiceUnavailable, ContentTypes.Json)
            .AddOpenApiOperationTransformer(ModelDescription.DescribeInvocationsAsync);

    private static void MapScore(RouteGroupBuilder group, ScoreEndpoint endpoint, string suffix) =>
        Answered(group, "/score", endpoint).MapPost("/score", (HttpContext context, string? reasons) => endpoint.InvokeAsync(context))
            .WithMetadata(OnlyDescribed)
            .WithName($"FraudScoringScore{suffix}")
            .WithSummary("Scores one transaction.")
            .WithDescription("A flat JSON object with a value for each input column of the model; null is missing. With ?reasons=5 the "
                + "answer also has the five inputs that raised the score most.")
            .Accepts<IReadOnlyDictionary<string, JsonElement>>(ContentTypes.Json)
            .Produces<ScoreAnswer>(StatusCodes.Status200OK, ContentTypes.Json)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ModelDescription.DescribeScoreAsync);

    private static void MapBatch(RouteGroupBuilder group, BatchEndpoint endpoint, string suffix) =>
        Answered(group, "/score/batch", endpoint)
            .MapPost("/score/batch", (HttpContext context, string? reasons) => endpoint.InvokeAsync(context))
            .WithMetadata(OnlyDescribed)
            .WithName($"FraudScoringBatch{suffix}")
            .WithSummary("Scores transactions as JSON lines, while they come in.")
            .WithDescription("In each line a transaction as /score takes it; in each line of the answer the number of the line and what "
                + "/score answers, or an error with error_code and message. The body may be of any length, and packed as gzip or brotli.")
            .Accepts<string>(ContentTypes.JsonLines[0], ContentTypes.JsonLines[1..])
            .Produces<string>(StatusCodes.Status200OK, ContentTypes.JsonLines[0])
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ModelDescription.DescribeBatchAsync);

    // Maps what answers: it knows nothing of content types, which routing would compare a second time for every request, and refuse with an
    // empty 415. A second endpoint of the same route is what OpenAPI describes, and routing never takes it. Both are delegates, for which
    // code is generated, so that filters of the application work.
    private static RouteGroupBuilder Answered(RouteGroupBuilder group, string path, ScoringEndpoint endpoint)
    {
        group.MapPost(path, (Func<HttpContext, Task>)(context => endpoint.InvokeAsync(context))).ExcludeFromDescription();
        return group;
    }

    // Load balancers ask with HEAD; the server leaves the body out.
    private static void MapHead(RouteGroupBuilder group, string path, Func<IResult> answer) =>
        group.MapMethods(path, [HttpMethods.Head], (HttpContext context) => answer().ExecuteAsync(context)).ExcludeFromDescription();

    private static void MapHealth(RouteGroupBuilder group, string path, ServedModels models, string suffix)
    {
        IResult Health() => TypedResults.Text("\n", ContentTypes.Json,
            statusCode: models.Current is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        MapHead(group, path, Health);
        group.MapGet(path, Health)
            .WithName($"FraudScoring{path[1..2].ToUpperInvariant()}{path[2..]}{suffix}")
            .WithSummary("Answers 200 once the model is loaded and warm, and 503 before.")
            .Produces(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status503ServiceUnavailable);
    }
}
