using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class ModelUri
{
    private const string Scheme = "models:/";

    /// <summary>Returns the registered name and version behind a <c>models:/</c> URI; nulls for other URIs. An alias is resolved once, here.</summary>
    public static async Task<(string? Name, string? Version)> ResolveAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal)) return (null, null);
        string rest = uri[Scheme.Length..];
        if (rest.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            MlflowModelVersionAnswer answer = await client.Registry.GetByAliasAsync(rest[..at], rest[(at + 1)..], cancellationToken).ConfigureAwait(false);
            return (rest[..at], answer.ModelVersion.Version);
        }

        string[] parts = rest.Split('/');
        return parts.Length == 2 && int.TryParse(parts[1], out _) ? (parts[0], parts[1]) : (null, null);
    }
}
