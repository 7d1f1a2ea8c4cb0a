using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>Logs in by the first kind that the settings are enough for and that works, and stays with it.</summary>
internal sealed class Login(DatabricksSettings settings, TokenService service, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _choosing = new(1);
    private TokenCache? _chosen;

    /// <exception cref="DatabricksException">Thrown when no kind works, with what was tried.</exception>
    public async ValueTask<AccessToken> TokenAsync(CancellationToken cancellationToken)
    {
        if (_chosen is { } chosen) return await chosen.GetAsync(cancellationToken).ConfigureAwait(false);
        await _choosing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _chosen is { } meanwhile
                ? await meanwhile.GetAsync(cancellationToken).ConfigureAwait(false)
                : await ChooseAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _choosing.Release();
        }
    }

    public void Dispose() => _choosing.Dispose();

    /// <summary>Forgets a token that was refused; false where there can be no other.</summary>
    public bool Forget(AccessToken refused)
    {
        if (!refused.CanRenew || _chosen is not { } chosen) return false;
        chosen.Forget(refused);
        return true;
    }

    private async Task<AccessToken> ChooseAsync(CancellationToken cancellationToken)
    {
        string? type = settings.AuthType;
        LoginMethod[] methods = [.. LoginMethod.All.Where(method => type is null || method.Name == type)];
        if (methods.Length == 0)
            throw new DatabricksException($"AuthType must be one of {string.Join(", ", LoginMethod.All)}. Got '{type}' instead.");
        List<string> failures = [];
        foreach (LoginMethod method in methods)
        {
            if (method.Lacks(settings) is { } lack)
            {
                failures.Add($"{method.Name}: {lack}.");
                continue;
            }

            var cache = new TokenCache(method.Name, () => method.Fetch(settings, service), time, logger);
            try
            {
                AccessToken token = await cache.GetAsync(cancellationToken).ConfigureAwait(false);
                _chosen = cache;
                return token;
            }
            catch (DatabricksException error)
            {
                failures.Add($"{method.Name}: {error.Message}");
            }
        }

        throw new DatabricksException($"No log-in to {settings.Host.Host} works", failures);
    }
}
