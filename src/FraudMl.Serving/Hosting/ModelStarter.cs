using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>
/// Loads and warms the model once the server listens: <c>/ping</c> answers 503 until then, the host has started when the model is in
/// service, and a model that can't be loaded fails the start with its own message.
/// </summary>
internal sealed partial class ModelStarter(IModelSource source, ModelSlot slot, ILogger<ModelStarter> logger) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        ServedModel model = await source.LoadAsync(cancellationToken).ConfigureAwait(false);
        model.WarmUp();
        slot.Current = model;
        LogReady(model.Name, model.Version ?? "-", model.Inputs.Length);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving model {Name}, version {Version}, with {InputCount} inputs")]
    private partial void LogReady(string name, string version, int inputCount);
}
