using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class ModelUri
{
    private const string Scheme = "models:/";

    /// <summary>Returns the registered name and version behind a <c>models:/</c> URI; nulls for other URIs. An alias and the latest version are resolved once, here.</summary>
    public static async Task<(string? Name, string? Version)> ResolveAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        if (!uri.Contains(':', StringComparison.Ordinal))
            throw new FraudMlException($"'{uri}' is neither a folder nor a model URI. Use models:/name@alias, models:/name/3, models:/m-…, runs:/RUN_ID/path, or a model directory.");
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal)) return (null, null);
        string rest = uri[Scheme.Length..];
        if (rest.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            MlflowModelVersionAnswer answer = await client.Registry.GetByAliasAsync(rest[..at], rest[(at + 1)..], cancellationToken).ConfigureAwait(false);
            return (rest[..at], answer.ModelVersion.Version);
        }

        string[] parts = rest.Split('/');
        if (parts is [['m', '-', ..]]) await RequireUploadedAsync(client, rest, cancellationToken).ConfigureAwait(false);
        if (parts is [var name, "latest"]) return (name, await LatestAsync(client, name, cancellationToken).ConfigureAwait(false));
        return parts.Length == 2 && int.TryParse(parts[1], out _) ? (parts[0], parts[1]) : (null, null);
    }

    private static async Task RequireUploadedAsync(MlflowClient client, string modelId, CancellationToken cancellationToken)
    {
        MlflowLoggedModelInfo info = (await client.LoggedModels.GetAsync(modelId, cancellationToken: cancellationToken).ConfigureAwait(false)).Model.Info;
        if (info.Status == MlflowLoggedModelStatus.UploadFailed)
            throw new FraudMlException($"The model {modelId} is incomplete: its upload failed. Log it again.");
    }

    private static async Task<string?> LatestAsync(MlflowClient client, string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelAnswer answer = await client.Registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        return answer.RegisteredModel.LatestVersions.Select(version => version.Version).MaxBy(version => int.TryParse(version, out int number) ? number : 0);
    }
}
