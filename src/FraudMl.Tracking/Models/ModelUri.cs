using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class ModelUri
{
    private const string Scheme = "models:/";

    /// <summary>Returns the registered name and version behind a <c>models:/</c> URI; nulls for other URIs. An alias and the latest version
    /// are resolved once, here.</summary>
    public static async Task<(string? Name, string? Version)> ResolveAsync(MlflowClient client, string uri,
        CancellationToken cancellationToken)
    {
        if (!uri.Contains(':', StringComparison.Ordinal))
            throw new FraudMlException($"'{uri}' is neither a folder nor a model URI. Use models:/name@alias, models:/name/3, "
                + $"models:/m-…, runs:/RUN_ID/path, or a model directory.");
        string scheme = uri[..uri.IndexOf(':', StringComparison.Ordinal)];
        if (NearNames.Of(scheme, ["models", "runs"]) is { } near && near != scheme)
            throw new FraudMlException($"'{uri}' is no model URI. Did you mean '{near}{uri[scheme.Length..]}'?");
        if (MlflowUri.TryParse(uri) is not { RunId: null } parsed) return (null, null);
        if (parsed.LoggedModelId is { } id)
        {
            if (await ProblemOfAsync(client, id, cancellationToken).ConfigureAwait(false) is { } problem)
                throw new FraudMlException($"The model {problem}");
            return (null, null);
        }

        string name = parsed.ModelName!;
        string? version = parsed is { Alias: null, Version: not "latest" }
            ? parsed.Version
            : await MovingVersionAsync(client, parsed, cancellationToken).ConfigureAwait(false);
        if (version is not null) await RequireUploadedAsync(client, uri, name, version, cancellationToken).ConfigureAwait(false);
        // A part of a model is asked for by the URI as it is.
        return parsed.Path is null ? (name, version) : (null, null);
    }

    /// <summary>Returns the version that an alias or the latest version means now; null for other URIs.</summary>
    public static async Task<string?> MovingVersionAsync(MlflowClient client, string uri, CancellationToken cancellationToken) =>
        MlflowUri.TryParse(uri) is { ModelName: not null } parsed
            ? await MovingVersionAsync(client, parsed, cancellationToken).ConfigureAwait(false)
            : null;

    private static async Task<string?> MovingVersionAsync(MlflowClient client, MlflowUri uri, CancellationToken cancellationToken) =>
        uri switch
        {
            { Alias: { } alias } => (await client.Registry.GetByAliasAsync(uri.ModelName!, alias, cancellationToken)
                .ConfigureAwait(false)).ModelVersion.Version,
            { Version: "latest" } => await LatestAsync(client, uri.ModelName!, cancellationToken).ConfigureAwait(false),
            _ => null,
        };

    // An alias can be moved to a version before its files are there.
    private static async Task RequireUploadedAsync(MlflowClient client, string uri, string name, string version,
        CancellationToken cancellationToken)
    {
        string source = (await client.Registry.GetVersionAsync(name, version, cancellationToken).ConfigureAwait(false)).ModelVersion.Source;
        if (!source.StartsWith($"{Scheme}m-", StringComparison.Ordinal)) return;
        try
        {
            if (await ProblemOfAsync(client, source[Scheme.Length..].Split('/')[0], cancellationToken).ConfigureAwait(false) is { } problem)
                throw new FraudMlException($"'{uri}' is version {version} of '{name}', and its model {problem} Then register it, and move "
                    + $"the alias to the new version.", new MlflowException(MlflowErrorCodes.InvalidState, $"The model {problem}"));
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            // Deleted since; the version keeps where its files are.
        }
    }

    private static async Task<string?> ProblemOfAsync(MlflowClient client, string modelId, CancellationToken cancellationToken)
    {
        MlflowLoggedModelInfo info = (await client.LoggedModels.GetAsync(modelId, cancellationToken: cancellationToken)
            .ConfigureAwait(false)).Model.Info;
        return info.Status switch
        {
            MlflowLoggedModelStatus.UploadFailed => $"{modelId} is incomplete: its upload failed. Log it again.",
            MlflowLoggedModelStatus.Pending =>
                $"{modelId} is incomplete: its upload has not ended. Wait for it; if its process is gone, log it again.",
            _ => null,
        };
    }

    /// <summary>Returns the version of the highest number; null where there is none.</summary>
    public static string? Newest(MlflowRegisteredModel model) => model.LatestVersions.Select(version => version.Version)
        .MaxBy(version => int.TryParse(version, out int number) ? number : 0);

    private static async Task<string?> LatestAsync(MlflowClient client, string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelAnswer answer = await client.Registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        return Newest(answer.RegisteredModel);
    }
}
