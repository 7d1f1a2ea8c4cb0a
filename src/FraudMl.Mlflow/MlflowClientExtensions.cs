namespace FraudMl.Mlflow;

/// <summary>What takes several calls.</summary>
public static class MlflowClientExtensions
{
    /// <summary>Returns the id of the experiment with the name or id; creates it when there is none.</summary>
    /// <exception cref="MlflowException">Thrown when the experiment is deleted.</exception>
    public static async Task<string> GetOrCreateExperimentAsync(this MlflowClient client, string experiment,
        CancellationToken cancellationToken = default)
    {
        if (await FindAsync(client, experiment, cancellationToken).ConfigureAwait(false) is { } found)
            return Active(found);
        try
        {
            var request = new MlflowCreateExperiment { Name = experiment };
            return (await client.Experiments.CreateAsync(request, cancellationToken).ConfigureAwait(false)).ExperimentId;
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceAlreadyExists || error.IsAmbiguous)
        {
            // Another process was faster, or the answer to our own request was lost.
            if (await FindAsync(client, experiment, cancellationToken).ConfigureAwait(false) is { } created)
                return Active(created);
            throw;
        }
    }

    /// <summary>Registers a model under a name, creating the name when it is missing, and points an alias at the new version.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The registered model.</param>
    /// <param name="source">URI of the model, such as <c>models:/m-…</c> or <c>runs:/RUN_ID/path</c>.</param>
    /// <param name="runId">The run that made it.</param>
    /// <param name="alias">The alias to set, such as <c>champion</c>.</param>
    /// <param name="tags">Tags that the version has from the beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<MlflowModelVersion> RegisterModelAsync(
        this MlflowClient client, string name, string source, string? runId = null, string? alias = null,
        IReadOnlyList<MlflowTag>? tags = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = name }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceAlreadyExists || error.IsAmbiguous)
        {
            // The name is there already, or the version will say that it is not; that is all it takes.
        }

        MlflowUri? uri = MlflowUri.TryParse(source);
        string place = uri is null ? source : await PlaceOfAsync(client, uri, cancellationToken).ConfigureAwait(false) ?? source;
        // A registry of its own knows no logged models of the tracking store.
        string? modelId = client.HasOwnRegistry ? null : uri?.LoggedModelId;
        var request = new MlflowCreateModelVersion { Name = name, Source = place, RunId = runId, ModelId = modelId, Tags = tags ?? [] };
        Created<MlflowModelVersion> created = await VersionCreation.CreateAsync(client.Registry, request, cancellationToken)
            .ConfigureAwait(false);
        MlflowModelVersion version = created.Made;
        if (alias is not null)
            await SetAliasAsync(client, version, alias, cancellationToken).ConfigureAwait(false);
        await created.DeleteTwinsAsync().ConfigureAwait(false);
        return version;
    }

    private static async Task SetAliasAsync(
        MlflowClient client, MlflowModelVersion version, string alias, CancellationToken cancellationToken)
    {
        try
        {
            await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = version.Name, Alias = alias, Version = version.Version },
                cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error)
        {
            throw new MlflowException(
                error.ErrorCode,
                $"Version {version.Version} of '{version.Name}' is registered, but the alias '{alias}' could not be set: {error.Message} "
                    + (client.Registry is IVersionSteps ? "Register the model again: that goes on with this version."
                        : "Set it by Registry.SetAliasAsync: registering again would make another version."),
                error.StatusCode, error);
        }
    }

    // As MLflow's own client does: a registry may be another server than the one that has the run.
    private static async Task<string?> PlaceOfAsync(MlflowClient client, MlflowUri uri, CancellationToken cancellationToken)
    {
        string? root = uri switch
        {
            { RunId: { } runId } => (await client.Runs.GetAsync(runId, cancellationToken).ConfigureAwait(false)).Run.Info.ArtifactUri,
            { LoggedModelId: { } modelId } when client.HasOwnRegistry =>
                (await client.LoggedModels.GetAsync(modelId, cancellationToken: cancellationToken)
                    .ConfigureAwait(false)).Model.Info.ArtifactUri,
            _ => null,
        };
        return root is null ? null : ArtifactPath.Combine(root, uri.Path);
    }

    private static async Task<MlflowExperiment?> FindAsync(MlflowClient client, string experiment, CancellationToken cancellationToken)
    {
        if (experiment.Length > 0 && experiment.All(char.IsAsciiDigit)
            && await OrNull(client.Experiments.GetAsync(experiment, cancellationToken)).ConfigureAwait(false) is { } byId)
        {
            return byId.Experiment;
        }

        return (await OrNull(client.Experiments.GetByNameAsync(experiment, cancellationToken)).ConfigureAwait(false))?.Experiment;
    }

    private static async Task<MlflowExperimentAnswer?> OrNull(Task<MlflowExperimentAnswer> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            return null;
        }
    }

    private static string Active(MlflowExperiment experiment) => experiment.LifecycleStage == "deleted"
        ? throw MlflowException.Invalid($"The experiment '{experiment.Name}' is deleted. Restore it with Experiments.RestoreAsync, or use "
            + $"another name.")
        : experiment.ExperimentId;
}
