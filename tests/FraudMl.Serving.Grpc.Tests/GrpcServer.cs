using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving.Grpc.Tests;

/// <summary>A scoring server over HTTP/2 without TLS on a socket of this machine, and a client of it.</summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(value => value, value => value);

    private readonly WebApplication _application;
    private readonly GrpcChannel _channel;

    private GrpcServer(WebApplication application, string address)
    {
        _application = application;
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Calls = _channel.CreateCallInvoker();
    }

    public CallInvoker Calls { get; }

    public GrpcChannel Channel => _channel;

    public IServiceProvider Services => _application.Services;

    public static Task<GrpcServer> StartAsync(FraudModel model, Action<FraudScoringOptions>? configure = null) =>
        StartAsync(services => services.AddFraudScoringModel(model, configure));

    public static async Task<GrpcServer> StartAsync(Action<IServiceCollection> register)
    {
        (GrpcServer server, Task started) = await StartWhileLoadingAsync(register);
        await started;
        return server;
    }

    /// <summary>Returns as soon as the server listens; the task ends when the model is in service.</summary>
    public static async Task<(GrpcServer Server, Task Started)> StartWhileLoadingAsync(Action<IServiceCollection> register)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        register(builder.Services);
        builder.Services.AddFraudScoringGrpc();
        WebApplication application = builder.Build();
        application.MapFraudScoringGrpc();
        Task started = application.StartAsync();
        while (!started.IsFaulted && Port(application) == 0) await Task.Delay(5);
        if (started.IsFaulted) await started;
        return (new GrpcServer(application, $"http://127.0.0.1:{Port(application)}"), started);
    }

    public TResponse Call<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request)
        where TRequest : class
        where TResponse : class => Calls.BlockingUnaryCall(method, null, default, request);

    public ModelInferResponse Infer(ModelInferRequest request) => Call(InferenceMethods.ModelInfer, request);

    /// <summary>Calls with the bytes of a message, whatever they are.</summary>
    public async Task<byte[]> CallAsync(string method, byte[] message, DateTime? deadline = null) => await Calls.AsyncUnaryCall(
        new Method<byte[], byte[]>(MethodType.Unary, InferenceMethods.Service, method, Bytes, Bytes), null,
        new CallOptions(deadline: deadline), message);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static int Port(WebApplication application) =>
        application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is { } addresses
            && addresses.Addresses.FirstOrDefault() is { } address ? new Uri(address).Port : 0;
}
