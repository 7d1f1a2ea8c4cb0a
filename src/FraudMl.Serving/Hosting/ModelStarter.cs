using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Loads and warms the model while the server already answers <c>/ping</c> with 503; a model that can't be loaded stops the host.</summary>
internal sealed partial class ModelStarter(ModelLoader load, ModelSlot slot, IServiceProvider services, ILogger<ModelStarter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ServedModel model = await Task.Run(() => load(services, stoppingToken), stoppingToken).ConfigureAwait(false);
        model.WarmUp();
        slot.Current = model;
        LogReady(model.Name, model.Version ?? "-", model.Inputs.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving model {Name}, version {Version}, with {InputCount} inputs")]
    private partial void LogReady(string name, string version, int inputCount);
}
