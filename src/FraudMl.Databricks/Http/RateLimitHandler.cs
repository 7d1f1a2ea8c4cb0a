namespace FraudMl;

/// <summary>Spaces requests out before the server has to: each group of the API has a bucket that holds half a second's worth,
/// since the server begins to count later than we do.</summary>
internal sealed class RateLimitHandler(int perSecond, TimeProvider time) : DelegatingHandler
{
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            string group = ApiGroup.Of(request.RequestUri);
            if (!_buckets.TryGetValue(group, out TokenBucket? bucket)) _buckets[group] = bucket = new TokenBucket(perSecond, time);
            wait = bucket.Take();
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private sealed class TokenBucket(int perSecond, TimeProvider time)
    {
        private readonly TimeSpan _each = TimeSpan.FromSeconds(1.0 / perSecond);
        private readonly double _room = Math.Max(500, 1000.0 / perSecond);

        // When the bucket is full again.
        private DateTimeOffset _full = DateTimeOffset.MinValue;

        /// <summary>Takes a token, and returns how long it takes until it is there.</summary>
        public TimeSpan Take()
        {
            DateTimeOffset now = time.GetUtcNow();
            _full = (_full > now ? _full : now) + _each;
            // Whole milliseconds, since a delay is cut down to them.
            return TimeSpan.FromMilliseconds(Math.Ceiling((_full - now).TotalMilliseconds - _room));
        }
    }
}
