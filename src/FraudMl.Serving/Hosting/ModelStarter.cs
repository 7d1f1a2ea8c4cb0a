using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>
/// Loads and warms the models once the server listens: <c>/ping</c> answers 503 until then, the host has started when all are in
/// service, and a model that can't be loaded fails the start with its own message.
/// </summary>
internal sealed partial class ModelStarter(ScoringServices services, ILogger<ModelStarter> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(services.All.Select(service => LoadAsync(service, cancellationToken)));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LoadAsync(ScoringService service, CancellationToken cancellationToken)
    {
        ServedModel model = await service.Source.LoadAsync(cancellationToken).ConfigureAwait(false);
        service.Prepare(model);
        model.WarmUp();
        service.Models.Replace(model);
        LogReady(model.Name, model.Version ?? "-", model.Inputs.Length);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving model {Name}, version {Version}, with {InputCount} inputs")]
    private partial void LogReady(string name, string version, int inputCount);
}
