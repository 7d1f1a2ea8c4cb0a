using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving.Grpc;

/// <summary>Lets messages be as large as the bodies of the largest model; a model with less is asked once its name is known.</summary>
internal sealed class InferenceLimits(ScoringServices services) : IConfigureOptions<GrpcServiceOptions<InferenceService>>
{
    public static int LargestMessage(ScoringServices services) => services.All.Max(service => service.Options.MaximumBodyBytes);

    public void Configure(GrpcServiceOptions<InferenceService> options) => options.MaxReceiveMessageSize = LargestMessage(services);

    /// <summary>Lifts the web server's own limit, which may be lower.</summary>
    public sealed class OursAlone : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
