namespace FraudMl.Serving.Tests;

public sealed class CircuitBreakerTests
{
    private readonly HandTime _time = new();

    [Fact]
    public void It_opens_after_failures_in_a_row_and_closes_with_the_first_success()
    {
        var breaker = new CircuitBreaker(3, TimeSpan.FromSeconds(10), _time);
        breaker.Fail().ShouldBeFalse();
        breaker.Fail().ShouldBeFalse();
        breaker.Succeed().ShouldBeFalse();
        for (int failure = 1; failure <= 3; failure++) breaker.Fail().ShouldBe(failure == 3);
        breaker.TryEnter().ShouldBeFalse();
        _time.Pass(TimeSpan.FromSeconds(10));
        breaker.TryEnter().ShouldBeTrue();
        breaker.Succeed().ShouldBeTrue();
        breaker.TryEnter().ShouldBeTrue();
        breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void One_caller_tries_each_time_the_break_is_over_even_when_nothing_comes_of_it()
    {
        var breaker = new CircuitBreaker(1, TimeSpan.FromSeconds(10), _time);
        breaker.Fail().ShouldBeTrue();
        for (int round = 0; round < 3; round++)
        {
            _time.Pass(TimeSpan.FromSeconds(10));
            breaker.TryEnter().ShouldBeTrue();
            breaker.TryEnter().ShouldBeFalse();
            if (round == 1) breaker.Fail().ShouldBeFalse();
        }
    }

    private sealed class HandTime : TimeProvider
    {
        private long _now = 5;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += (long)time.TotalMilliseconds;
    }
}
