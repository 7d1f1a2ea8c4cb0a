using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FraudMl.Serving;

/// <summary>Maps the Open Inference Protocol, version 2, for all served models.</summary>
internal sealed class OpenInferenceRoutes(OpenInferenceModels models, string serverVersion)
{
    private const string Model = "/models/{name}", Version = "/models/{name}/versions/{version}";

    private readonly Dictionary<ScoringService, InferEndpoint> _endpoints =
        models.All.ToDictionary(service => service, service => new InferEndpoint(service));

    /// <summary>Maps the routes under /v2.</summary>
    public void Map(RouteGroupBuilder routes, string suffix)
    {
        RouteGroupBuilder group = routes.MapGroup("/v2");
        group.MapGet("", Server)
            .WithName($"OpenInferenceServer{suffix}")
            .WithSummary("Tells the name, version and extensions of the server, by the Open Inference Protocol.")
            .Produces<ServerMetadata>();
        MapHealth(group, suffix);
        DescribeModel(group.MapGet(Model, (string name) => Metadata(name, null)), suffix);
        DescribeModel(group.MapGet(Version, (string name, string version) => Metadata(name, version)), $"Version{suffix}");
        MapHead(group, $"{Model}/ready", ModelReadiness);
        MapHead(group, $"{Version}/ready", ModelReadiness);
        DescribeReady(group.MapGet($"{Model}/ready", (string name, HttpContext context) => ModelReadiness(context)), suffix);
        DescribeReady(group.MapGet($"{Version}/ready", (string name, string version, HttpContext context) => ModelReadiness(context)),
            $"Version{suffix}");

        // These take the content types that the described ones do not: routing would answer them with an empty 415.
        group.MapPost($"{Model}/infer", InferAsync);
        group.MapPost($"{Version}/infer", InferAsync);
        DescribeInfer(group.MapPost($"{Model}/infer", (string name, HttpContext context) => InferAsync(context)), suffix);
        DescribeInfer(group.MapPost($"{Version}/infer", (string name, string version, HttpContext context) => InferAsync(context)),
            $"Version{suffix}");
    }

    private void MapHealth(RouteGroupBuilder group, string suffix)
    {
        MapHead(group, "/health/live", _ => Live());
        group.MapGet("/health/live", Live)
            .WithName($"OpenInferenceLive{suffix}")
            .WithSummary("Answers 200 as long as the server is there.")
            .Produces<ServerLive>();
        MapHead(group, "/health/ready", _ => Ready());
        group.MapGet("/health/ready", Ready)
            .WithName($"OpenInferenceReady{suffix}")
            .WithSummary("Answers 200 once all models are in service, and 503 before.")
            .Produces<ServerReady>()
            .Produces<ServerReady>(StatusCodes.Status503ServiceUnavailable);
    }

    // Load balancers ask with HEAD; the server leaves the body out.
    private static void MapHead(RouteGroupBuilder group, string path, Func<HttpContext, IResult> answer) =>
        group.MapMethods(path, [HttpMethods.Head], (HttpContext context) => answer(context).ExecuteAsync(context)).ExcludeFromDescription();

    private static void DescribeModel(RouteHandlerBuilder route, string ending) => route
        .WithName($"OpenInferenceModel{ending}")
        .WithSummary("Tells the input and output tensors of a model.")
        .Produces<ModelMetadata>()
        .Produces<InferenceError>(StatusCodes.Status404NotFound)
        .Produces<InferenceError>(StatusCodes.Status503ServiceUnavailable);

    private static void DescribeReady(RouteHandlerBuilder route, string ending) => route
        .WithName($"OpenInferenceModelReady{ending}")
        .WithSummary("Answers 200 once a model is in service, and 503 before.")
        .Produces<ModelReady>()
        .Produces<InferenceError>(StatusCodes.Status404NotFound)
        .Produces<InferenceError>(StatusCodes.Status503ServiceUnavailable);

    private void DescribeInfer(RouteHandlerBuilder route, string ending) => route
        .WithName($"OpenInferenceInfer{ending}")
        .WithSummary("Scores transactions by the Open Inference Protocol.")
        .WithDescription("A tensor for each input column of the model, or one of all inputs where they are numbers, in JSON or as bytes "
            + "behind it (binary tensor data extension); GET the model for names, datatypes and shapes. Further tensors are ignored.")
        .Accepts<InferenceBody>(ContentTypes.Json, InferEndpoint.RawContent)
        .Produces<InferenceAnswer>(StatusCodes.Status200OK, ContentTypes.Json)
        .Produces<InferenceError>(StatusCodes.Status400BadRequest)
        .Produces<InferenceError>(StatusCodes.Status404NotFound)
        .Produces<InferenceError>(StatusCodes.Status413PayloadTooLarge)
        .Produces<InferenceError>(StatusCodes.Status415UnsupportedMediaType)
        .Produces<InferenceError>(StatusCodes.Status422UnprocessableEntity)
        .Produces<InferenceError>(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer(new InferenceDescription(models).DescribeAsync);

    private JsonHttpResult<ServerMetadata> Server() => TypedResults.Json(
        new ServerMetadata(OpenInferenceModels.Platform, serverVersion, ["binary_tensor_data"]), OpenInferenceJson.Readable.ServerMetadata);

    private static JsonHttpResult<ServerLive> Live() => TypedResults.Json(new ServerLive(true), OpenInferenceJson.Readable.ServerLive);

    private JsonHttpResult<ServerReady> Ready() => TypedResults.Json(
        new ServerReady(models.IsReady), OpenInferenceJson.Readable.ServerReady,
        statusCode: models.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private IResult Metadata(string name, string? version) => Answer(() =>
    {
        ServedModel model = models.Find(name, version);
        ModelTensors tensors = ModelTensors.Of(model);
        return TypedResults.Json(
            new ModelMetadata(
                name, model.Version is null ? [] : [model.Version], OpenInferenceModels.Platform, tensors.Inputs, tensors.Outputs),
            OpenInferenceJson.Readable.ModelMetadata);
    });

    private IResult ModelReadiness(HttpContext context) => Answer(() =>
    {
        string name = (string)context.Request.RouteValues["name"]!;
        models.Find(name, context.Request.RouteValues["version"] as string);
        return TypedResults.Json(new ModelReady(name, true), OpenInferenceJson.Readable.ModelReady);
    });

    private Task InferAsync(HttpContext context)
    {
        try
        {
            return _endpoints[models.Find((string)context.Request.RouteValues["name"]!)].InvokeAsync(context);
        }
        catch (ScoringInputException refused)
        {
            return InferEndpoint.AnswerAsync(context, refused.StatusCode, refused.Message);
        }
    }

    private static IResult Answer(Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (ScoringInputException refused)
        {
            return TypedResults.Json(
                new InferenceError(refused.Message), OpenInferenceJson.Readable.InferenceError, statusCode: refused.StatusCode);
        }
    }
}
