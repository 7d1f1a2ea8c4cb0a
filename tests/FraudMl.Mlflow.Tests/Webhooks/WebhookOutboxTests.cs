using Microsoft.Extensions.Logging;

namespace FraudMl.Mlflow.Tests;

public sealed class WebhookOutboxTests
{
    [Fact]
    public async Task An_event_that_could_not_be_told_does_not_silence_those_that_follow()
    {
        using var log = new RecordedLog();
        using var sender = new WebhookSender(MlflowWebhookDelivery.Anywhere, TimeProvider.System);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        using var outbox = new WebhookOutbox(FindAsync, sender, MlflowLog.Of(log));
        outbox.ModelCreated(new MlflowRegisteredModel { Name = "first" });
        outbox.ModelCreated(new MlflowRegisteredModel { Name = "second" });

        await second.Task.WaitAsync(TimeSpan.FromSeconds(20));
        log.Entries.ShouldHaveSingleItem().ShouldBe(
            (LogLevel.Warning, "FraudMl.Mlflow", "A webhook could not be told of RegisteredModel Created (InvalidOperationException)."));

        Task<List<WebhookTarget>> FindAsync(MlflowWebhookEvent happened, CancellationToken cancellationToken)
        {
            if (++asked == 1)
                throw new InvalidOperationException("a bug");
            second.SetResult();
            return Task.FromResult(new List<WebhookTarget>());
        }
    }

    /// <summary>One dead receiver once held up all others for seven seconds an event.</summary>
    [Fact]
    public async Task A_receiver_that_does_not_answer_holds_up_no_other_and_its_own_events_stay_in_order()
    {
        using var log = new RecordedLog();
        using var sender = new WebhookSender(MlflowWebhookDelivery.Anywhere, TimeProvider.System);
        await using Receiver dead = await Receiver.StartAsync(hangs: true);
        await using Receiver alive = await Receiver.StartAsync(hangs: false);
        WebhookTarget[] targets = [Target("dead", dead.Address), Target("alive", alive.Address)];
        using var outbox = new WebhookOutbox((_, _) => Task.FromResult(targets.ToList()), sender, MlflowLog.Of(log));
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"model{i}")];
        foreach (string name in names)
            outbox.ModelCreated(new MlflowRegisteredModel { Name = name });

        (await alive.TakeAsync(names.Length).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(names);
        (await dead.TakeAsync(1).WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(["model0"]);
    }

    private static WebhookTarget Target(string id, string url) => new(new MlflowWebhook { WebhookId = id, Url = url }, KeptSecret: null);
}
