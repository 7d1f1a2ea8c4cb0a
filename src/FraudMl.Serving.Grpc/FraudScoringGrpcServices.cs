using FraudMl.Serving.Grpc;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Registers the scoring of transactions over gRPC.</summary>
public static class FraudScoringGrpcServices
{
    /// <summary>Adds gRPC with the inference service of the Open Inference Protocol for all models of <c>AddFraudScoring</c>, and the
    /// standard health service, fed by the health checks of the application.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddFraudScoringGrpc(this IServiceCollection services)
    {
        services.AddGrpc();
        services.AddGrpcHealthChecks()
            .Services.Configure<global::Grpc.AspNetCore.HealthChecks.GrpcHealthChecksOptions>(options => options.Services.Map(
                InferenceMethods.Service, check => check.Name == "fraud-model"));
        services.TryAddSingleton<InferenceService>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IServiceMethodProvider<InferenceService>, InferenceMethodProvider>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<GrpcServiceOptions<InferenceService>>, InferenceLimits>());
        return services;
    }
}
