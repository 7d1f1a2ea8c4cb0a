using System.Net.Http.Headers;

namespace FraudMl;

/// <summary>What a request is let in with, and until when.</summary>
/// <param name="header">The header.</param>
/// <param name="issued">When it was issued.</param>
/// <param name="expires">When it is no longer good; null for never.</param>
internal sealed class AccessToken(AuthenticationHeaderValue header, DateTimeOffset issued, DateTimeOffset? expires)
{
    // A token that ends while a request is under way is as good as none.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(40), MostStale = TimeSpan.FromMinutes(20);

    /// <value>What goes beside it, by the name of the header.</value>
    public IReadOnlyDictionary<string, string> Beside { get; init; } = new Dictionary<string, string>();

    /// <value>Whether it is one of OAuth's kind; a name and password are none.</value>
    public bool IsBearer => header.Scheme == "Bearer";

    public bool CanRenew => expires is not null;

    public bool IsExpired(DateTimeOffset now) => expires is { } end && now >= end - Early;

    /// <summary>Whether it is time to get the next one, while this one is still good.</summary>
    public bool IsStale(DateTimeOffset now) => expires is { } end && now >= end - CallBudget.Min((end - issued) / 2, MostStale);

    /// <summary>Shows it with a request.</summary>
    public void LogIn(HttpRequestMessage request)
    {
        request.Headers.Authorization = header;
        foreach ((string name, string value) in Beside)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }
    }

    public override string ToString() => "a token";
}
