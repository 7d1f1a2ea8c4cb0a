using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Says of a model that a store does not have which store that is, and what it has instead.</summary>
internal static class MissingModel
{
    private const int MostNames = 1000;

    /// <summary>Does what asks a store for a model; where it is not there, the error says more.</summary>
    public static async Task<T> ExplainedAsync<T>(MlflowClient client, string uri, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MlflowException missing) when (missing.ErrorCode is MlflowErrorCodes.ResourceDoesNotExist
            or MlflowErrorCodes.InvalidParameterValue)
        {
            string? why = await WhyAsync(client, uri, cancellationToken).ConfigureAwait(false);
            if (why is null && missing.ErrorCode != MlflowErrorCodes.ResourceDoesNotExist) throw;
            throw new MlflowException(
                missing.ErrorCode, $"'{uri}' is not in the store {client.TrackingUri}: {why ?? missing.Message.TrimEnd('.')}.",
                missing.StatusCode, missing);
        }
    }

    // Null where the registry has what the URI says, so that something else is missing.
    private static async Task<string?> WhyAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        if (MlflowUri.TryParse(uri) is not { ModelName: { } name } parsed) return null;
        if (await FoundAsync(() => client.Registry.GetModelAsync(name, cancellationToken)).ConfigureAwait(false) is not { } model)
            return $"there is no registered model '{name}'{await NearAsync(client, name, cancellationToken).ConfigureAwait(false)}";
        string[] aliases = [.. model.RegisteredModel.Aliases.Select(alias => alias.Alias)];
        if (parsed.Alias is { } alias && !aliases.Contains(alias))
            return $"'{name}' has no alias '{alias}', its aliases are {(aliases.Length == 0 ? "none" : string.Join(", ", aliases))}";
        if (parsed.Version is not { } version || version == "latest" || await FoundAsync(
            () => client.Registry.GetVersionAsync(name, version, cancellationToken)).ConfigureAwait(false) is not null)
            return null;
        return $"'{name}' has no version {version}, its newest is {ModelUri.Newest(model.RegisteredModel) ?? "none"}";
    }

    private static async Task<T?> FoundAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (MlflowException missing) when (missing.ErrorCode is MlflowErrorCodes.ResourceDoesNotExist
            or MlflowErrorCodes.InvalidParameterValue)
        {
            return null;
        }
    }

    private static async Task<string> NearAsync(MlflowClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            MlflowRegisteredModelPage page =
                await client.Registry.SearchModelsAsync(maxResults: MostNames, cancellationToken: cancellationToken).ConfigureAwait(false);
            return NearNames.Of(name, page.RegisteredModels.Select(model => model.Name)) is { } near ? $", but one named '{near}'" : "";
        }
        catch (MlflowException)
        {
            // Whoever may not list the models is told without.
            return "";
        }
    }
}
