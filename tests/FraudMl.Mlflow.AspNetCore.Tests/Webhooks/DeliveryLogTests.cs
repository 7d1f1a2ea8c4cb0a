namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class DeliveryLogTests
{
    private readonly SetTime _time = new();

    [Fact]
    public void A_delivery_that_is_long_at_work_is_not_begun_twice()
    {
        var log = new DeliveryLog(TimeSpan.FromMinutes(10), _time);
        log.Begin("d").ShouldBe(DeliveryEntry.New);
        _time.Now += TimeSpan.FromHours(1);
        log.Begin("other").ShouldBe(DeliveryEntry.New);
        log.Begin("d").ShouldBe(DeliveryEntry.AtWork);
        log.End("d", isHandled: true);
        log.Begin("d").ShouldBe(DeliveryEntry.Handled);
        _time.Now += TimeSpan.FromMinutes(11);
        log.Begin("d").ShouldBe(DeliveryEntry.New);
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
