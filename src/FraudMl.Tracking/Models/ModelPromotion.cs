using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Moves the alias that serving follows from version to version, and back.</summary>
public static class ModelPromotion
{
    private const string DefaultAlias = "champion";

    /// <summary>Points the alias at a version and keeps the one it pointed to under <c>ALIAS-previous</c>. Promoting the version that has
    /// the alias changes nothing.</summary>
    /// <param name="client">The store.</param>
    /// <param name="name">The registered model.</param>
    /// <param name="version">The version to promote.</param>
    /// <param name="alias">The alias. Default <c>champion</c>.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="MlflowException">Thrown when the store does not have the version.</exception>
    public static async Task<Promotion> PromoteAsync(
        this MlflowClient client, string name, string version, string alias = DefaultAlias, CancellationToken cancellationToken = default)
    {
        MlflowModelVersion promoted = (await MissingModel.ExplainedAsync(client, $"models:/{name}/{version}",
            () => client.Registry.GetVersionAsync(name, version, cancellationToken), cancellationToken).ConfigureAwait(false)).ModelVersion;
        string? current = await FindAsync(client, name, alias, cancellationToken).ConfigureAwait(false);
        if (current == promoted.Version)
            return new Promotion(name, alias, current, await FindAsync(client, name, Previous(alias), cancellationToken)
                .ConfigureAwait(false));
        // The way back first: stopped in between, the alias still points to the version that served until now.
        if (current is not null) await SetAsync(client, name, Previous(alias), current, cancellationToken).ConfigureAwait(false);
        await SetAsync(client, name, alias, promoted.Version, cancellationToken).ConfigureAwait(false);
        return new Promotion(name, alias, promoted.Version, current);
    }

    /// <summary>Points the alias back at the version it pointed to before the last promotion; a second rollback undoes the first.</summary>
    /// <param name="client">The store.</param>
    /// <param name="name">The registered model.</param>
    /// <param name="alias">The alias. Default <c>champion</c>.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="MlflowException">Thrown when there is no version to go back to.</exception>
    public static async Task<Promotion> RollbackAsync(this MlflowClient client, string name, string alias = DefaultAlias,
        CancellationToken cancellationToken = default)
    {
        string previous = await FindAsync(client, name, Previous(alias), cancellationToken).ConfigureAwait(false)
            ?? throw new MlflowException(
            MlflowErrorCodes.ResourceDoesNotExist,
            $"The registered model '{name}' has no version to go back to: nothing has the alias '{Previous(alias)}'. PromoteAsync keeps "
            + $"the version that '{alias}' leaves there.");
        return await client.PromoteAsync(name, previous, alias, cancellationToken).ConfigureAwait(false);
    }

    private static string Previous(string alias) => alias + "-previous";

    private static Task SetAsync(MlflowClient client, string name, string alias, string version, CancellationToken cancellationToken) =>
        client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = name, Alias = alias, Version = version }, cancellationToken);

    private static async Task<string?> FindAsync(MlflowClient client, string name, string alias, CancellationToken cancellationToken)
    {
        MlflowRegisteredModel model = (await client.Registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false)).RegisteredModel;
        return model.Aliases.FirstOrDefault(candidate => candidate.Alias == alias)?.Version;
    }
}
