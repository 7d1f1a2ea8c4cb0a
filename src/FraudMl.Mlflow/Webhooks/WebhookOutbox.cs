using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow;

/// <summary>
/// Deliveries on their way: posted in the background, so that no call of the API waits for a receiver, and no receiver for another.
/// </summary>
internal sealed class WebhookOutbox : IDisposable
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    private readonly Channel<(MlflowWebhookEvent Happened, JsonObject Data)> _waiting =
        Channel.CreateBounded<(MlflowWebhookEvent,
            JsonObject)>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    /// <summary>Starts to send.</summary>
    /// <param name="find">Returns the webhooks that want to hear of an event.</param>
    /// <param name="sender">Sends to them.</param>
    /// <param name="logger">Hears of events that could not be told.</param>
    public WebhookOutbox(Func<MlflowWebhookEvent, CancellationToken, Task<List<WebhookTarget>>> find, WebhookSender sender,
        ILogger logger) =>
        _work = Task.Run(() => SendAllAsync(find, sender, logger));

    public void ModelCreated(MlflowRegisteredModel model) => Post(
        MlflowWebhookEntity.RegisteredModel, MlflowWebhookAction.Created,
        new JsonObject { ["name"] = model.Name, ["tags"] = TagsOf(model.Tags), ["description"] = model.Description });

    public void VersionCreated(MlflowModelVersion version) => Post(
        MlflowWebhookEntity.ModelVersion, MlflowWebhookAction.Created,
        new JsonObject
        {
            ["name"] = version.Name,
            ["version"] = version.Version,
            ["source"] = version.Source,
            ["run_id"] = version.RunId.Length == 0 ? null : version.RunId,
            ["tags"] = TagsOf(version.Tags),
            ["description"] = version.Description,
        });

    public void TagSet(MlflowSetModelVersionTag tag) => Post(
        MlflowWebhookEntity.ModelVersionTag, MlflowWebhookAction.Set,
        new JsonObject { ["name"] = tag.Name, ["version"] = tag.Version, ["key"] = tag.Key, ["value"] = tag.Value });

    public void TagDeleted(MlflowDeleteModelVersionTag tag) => Post(
        MlflowWebhookEntity.ModelVersionTag, MlflowWebhookAction.Deleted,
        new JsonObject { ["name"] = tag.Name, ["version"] = tag.Version, ["key"] = tag.Key });

    public void AliasSet(MlflowSetModelAlias alias) => Post(
        MlflowWebhookEntity.ModelVersionAlias, MlflowWebhookAction.Created,
        new JsonObject { ["name"] = alias.Name, ["alias"] = alias.Alias, ["version"] = alias.Version });

    public void AliasDeleted(MlflowDeleteModelAlias alias) => Post(
        MlflowWebhookEntity.ModelVersionAlias, MlflowWebhookAction.Deleted,
        new JsonObject { ["name"] = alias.Name, ["alias"] = alias.Alias });

    /// <summary>Sends what waits, for some seconds.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        if (Task.WaitAny([_work], _farewell) < 0)
        {
            _stop.Cancel();
            Task.WaitAny([_work], _farewell);
        }

        _stop.Dispose();
    }

    private static JsonObject TagsOf(IReadOnlyList<MlflowTag> tags)
    {
        var all = new JsonObject();
        foreach (MlflowTag tag in tags)
            all[tag.Key] = tag.Value;
        return all;
    }

    private void Post(MlflowWebhookEntity entity, MlflowWebhookAction action, JsonObject data) =>
        _waiting.Writer.TryWrite((new MlflowWebhookEvent(entity, action), data));

    private async Task SendAllAsync(Func<MlflowWebhookEvent, CancellationToken, Task<List<WebhookTarget>>> find, WebhookSender sender,
        ILogger logger)
    {
        // One queue for each webhook: its events come in order, and a receiver that is away holds up nobody else.
        var queues = new Dictionary<string, (Task Last, Counter Waiting)>();
        await foreach ((MlflowWebhookEvent happened, JsonObject data) in _waiting.Reader.ReadAllAsync(CancellationToken.None)
            .ConfigureAwait(false))
        {
            try
            {
                foreach (string done in queues.Where(queue => queue.Value.Last.IsCompleted).Select(queue => queue.Key).ToArray())
                    queues.Remove(done);
                foreach (WebhookTarget target in await find(happened, _stop.Token).ConfigureAwait(false))
                {
                    (Task last, Counter waiting) = queues.GetValueOrDefault(target.Webhook.WebhookId, (Task.CompletedTask, new Counter()));
                    if (!waiting.TryIncrement())
                    {
                        MlflowLog.NotTold(logger, happened.Entity, happened.Action, "too many wait");
                        continue;
                    }

                    Task SendAsync() => sender.SendAsync(target, happened, data, _stop.Token);
                    queues[target.Webhook.WebhookId] = (SendAfterAsync(last, waiting, SendAsync, happened, logger), waiting);
                }
            }
            catch (Exception error)
            {
                if (_stop.IsCancellationRequested)
                    break;
                MlflowLog.NotTold(logger, happened.Entity, happened.Action, error.GetType().Name);
            }
        }

        await Task.WhenAll(queues.Values.Select(queue => queue.Last)).ConfigureAwait(false);
    }

    private async Task SendAfterAsync(Task last, Counter waiting, Func<Task> send, MlflowWebhookEvent happened, ILogger logger)
    {
        await last.ConfigureAwait(false);
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            await send().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Given up for good, whatever it was: the registry itself has its change, and the next event wants to be told.
            if (!_stop.IsCancellationRequested)
                MlflowLog.NotTold(logger, happened.Entity, happened.Action, error.GetType().Name);
        }
        finally
        {
            waiting.Decrement();
        }
    }

    /// <summary>How many events wait for one receiver; beyond, the newest are given up.</summary>
    private sealed class Counter
    {
        public const int Most = 1_000;

        private int _count;

        public bool TryIncrement()
        {
            if (Interlocked.Increment(ref _count) <= Most)
                return true;
            Interlocked.Decrement(ref _count);
            return false;
        }

        public void Decrement() => Interlocked.Decrement(ref _count);
    }
}
