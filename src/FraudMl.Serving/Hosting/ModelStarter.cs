using Microsoft.Extensions.Hosting;

namespace FraudMl.Serving;

/// <summary>
/// Loads and warms the models once the server listens: <c>/ping</c> answers 503 until then, the host has started when all are in
/// service, and a model that can't be loaded fails the start with its own message. A challenger that can't, and a model whose transactions
/// rules decide meanwhile, is told and tried again.
/// </summary>
internal sealed class ModelStarter(ModelReloaders reloaders) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(reloaders.All.Select(model => LoadAsync(model, cancellationToken)));

    private static async Task LoadAsync(FollowedModel model, CancellationToken cancellationToken)
    {
        if (!model.IsChallenger && model.Service.Fallback is null)
        {
            await model.Reloader.StartAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        ReloadResult result = await model.Reloader.ReloadAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (result.Outcome == ReloadOutcome.Failed) model.Reloader.Wake();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
