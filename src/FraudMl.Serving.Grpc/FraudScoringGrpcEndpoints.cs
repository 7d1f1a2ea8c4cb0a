using FraudMl.Serving.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Maps the scoring of transactions over gRPC.</summary>
public static class FraudScoringGrpcEndpoints
{
    /// <summary>Maps the inference service of the Open Inference Protocol (<c>inference.GRPCInferenceService</c>) and the standard health
    /// service (<c>grpc.health.v1.Health</c>).</summary>
    /// <param name="routes">The application or a route group.</param>
    /// <returns>The inference service, to add policies such as <c>RequireAuthorization()</c>; the health service stays open.</returns>
    /// <exception cref="FraudMlException">Thrown when no model or no gRPC was registered.</exception>
    public static IEndpointConventionBuilder MapFraudScoringGrpc(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<ScoringServices>() is null)
            throw new FraudMlException(
                "MapFraudScoringGrpc needs a model. Call builder.Services.AddFraudScoring(\"models:/…\") before the application is "
                + "built.");
        if (routes.ServiceProvider.GetService<InferenceService>() is null)
            throw new FraudMlException(
                "MapFraudScoringGrpc needs gRPC. Call builder.Services.AddFraudScoringGrpc() before the application is built.");
        routes.MapGrpcHealthChecksService();
        return routes.MapGrpcService<InferenceService>().WithMetadata(new InferenceLimits.OursAlone());
    }
}
