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
        catch (MlflowException missing) when (missing.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            string why = await WhyAsync(client, uri, cancellationToken).ConfigureAwait(false) ?? missing.Message.TrimEnd('.');
            throw new MlflowException(
                missing.ErrorCode, $"'{uri}' is not in the store {client.TrackingUri}: {why}.", missing.StatusCode, missing);
        }
    }

    private static async Task<string?> WhyAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        if (MlflowUri.TryParse(uri) is not { ModelName: { } name } parsed) return null;
        try
        {
            MlflowRegisteredModel model =
                (await client.Registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false)).RegisteredModel;
            string[] aliases = [.. model.Aliases.Select(alias => alias.Alias)];
            return parsed.Alias is { } alias && !aliases.Contains(alias)
                ? $"'{name}' has no alias '{alias}'.{NearNames.Hint(alias, aliases)} Its aliases are {Listed(aliases)}"
                : $"'{name}' has the versions {Listed([.. model.LatestVersions.Select(version => version.Version)])} and those before";
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            return $"there is no registered model '{name}'{await NearAsync(client, name, cancellationToken).ConfigureAwait(false)}";
        }
    }

    private static async Task<string> NearAsync(MlflowClient client, string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelPage page =
            await client.Registry.SearchModelsAsync(maxResults: MostNames, cancellationToken: cancellationToken).ConfigureAwait(false);
        return NearNames.Of(name, page.RegisteredModels.Select(model => model.Name)) is { } near ? $", but one named '{near}'" : "";
    }

    private static string Listed(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
