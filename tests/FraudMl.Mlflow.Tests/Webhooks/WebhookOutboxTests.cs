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
}
