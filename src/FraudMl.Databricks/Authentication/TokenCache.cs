using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>
/// Keeps a token as long as it is good. It is renewed in the background before it ends; whoever comes while it is fetched waits for the
/// same
/// one, and who stops waiting stops nobody else.
/// </summary>
/// <param name="kind">The kind of log-in, for the log.</param>
/// <param name="fetch">Gets a new token.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of a token that could not be renewed.</param>
internal sealed class TokenCache(string kind, Func<Task<AccessToken>> fetch, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private AccessToken? _token;
    private Task<AccessToken>? _fetching;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessToken> fetching;
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_token is { } token && !token.IsExpired(now))
            {
                if (token.IsStale(now) && now >= _next) _fetching ??= FetchAsync();
                return token;
            }

            fetching = _fetching ??= FetchAsync();
        }

        return await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a token that was refused.</summary>
    public void Forget(AccessToken refused)
    {
        lock (_lock)
        {
            if (_token == refused) _token = null;
        }
    }

    // On the pool, where the lock keeps it from ending before it is known.
    private Task<AccessToken> FetchAsync() => Task.Run(async () =>
    {
        try
        {
            AccessToken token = await fetch().ConfigureAwait(false);
            lock (_lock) (_token, _fetching) = (token, null);
            return token;
        }
        catch (Exception error)
        {
            lock (_lock) (_next, _fetching) = (time.GetUtcNow() + Pause, null);
            DatabricksLog.NotRenewed(logger, kind, error.GetType().Name);
            throw;
        }
    });
}
