using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace FraudMl.Serving.Grpc;

/// <summary>Tells gRPC the methods of the service; no reflection finds them.</summary>
internal sealed class InferenceMethodProvider : IServiceMethodProvider<InferenceService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<InferenceService> context)
    {
        Add(context, InferenceMethods.ServerLive, (service, _, _) => new ServerLiveResponse { Live = true });
        Add(context, InferenceMethods.ServerReady, (service, _, _) => service.ServerReady());
        Add(context, InferenceMethods.ModelReady, (service, request, _) => service.ModelReady(request));
        Add(context, InferenceMethods.ServerMetadata, (_, _, _) => InferenceService.ServerMetadata());
        Add(context, InferenceMethods.ModelMetadata, (service, request, _) => service.ModelMetadata(request));
        Add(context, InferenceMethods.ModelInfer, (service, request, call) => service.ModelInfer(request, call.GetHttpContext()));
    }

    private static void Add<TRequest, TResponse>(
        ServiceMethodProviderContext<InferenceService> context, Method<TRequest, TResponse> method,
        Func<InferenceService, TRequest, ServerCallContext, TResponse> answer)
        where TRequest : class
        where TResponse : class =>
        context.AddUnaryMethod(method, [], (service, request, call) => Task.FromResult(Answer(service, request, call, answer)));

    private static TResponse Answer<TRequest, TResponse>(
        InferenceService service, TRequest request, ServerCallContext call,
        Func<InferenceService, TRequest, ServerCallContext, TResponse> answer)
    {
        try
        {
            return answer(service, request, call);
        }
        catch (ScoringInputException refused)
        {
            throw new RpcException(new Status(StatusOf(refused.StatusCode), refused.Message));
        }
    }

    private static StatusCode StatusOf(int http) => http switch
    {
        404 => StatusCode.NotFound,
        413 => StatusCode.ResourceExhausted,
        422 => StatusCode.FailedPrecondition,
        503 => StatusCode.Unavailable,
        _ => StatusCode.InvalidArgument,
    };
}
