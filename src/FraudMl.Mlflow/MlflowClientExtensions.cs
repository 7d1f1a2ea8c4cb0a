namespace FraudMl.Mlflow;

/// <summary>What takes several calls.</summary>
public static class MlflowClientExtensions
{
    /// <summary>Returns the id of the experiment with the name or id; creates it when there is none.</summary>
    /// <exception cref="MlflowException">Thrown when the experiment is deleted.</exception>
    public static async Task<string> GetOrCreateExperimentAsync(this MlflowClient client, string experiment, CancellationToken cancellationToken = default)
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

    /// <summary>Returns all runs that a search finds, page by page.</summary>
    public static async IAsyncEnumerable<MlflowRun> SearchAllAsync(
        this IMlflowRuns runs, MlflowSearchRuns request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        MlflowRunPage page;
        do
        {
            page = await runs.SearchAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (MlflowRun run in page.Runs)
                yield return run;
            request = request with { PageToken = page.NextPageToken };
        }
        while (!string.IsNullOrEmpty(page.NextPageToken));
    }

    /// <summary>Registers a model under a name, creating the name when it is missing, and points an alias at the new version.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The registered model.</param>
    /// <param name="source">URI of the model, such as <c>models:/m-…</c>.</param>
    /// <param name="runId">The run that made it.</param>
    /// <param name="alias">The alias to set, such as <c>champion</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<MlflowModelVersion> RegisterModelAsync(
        this MlflowClient client, string name, string source, string? runId = null, string? alias = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = name }, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceAlreadyExists)
        {
            // The name is there already; that is all it takes.
        }

        var request = new MlflowCreateModelVersion { Name = name, Source = source, RunId = runId, ModelId = MlflowUri.TryParse(source)?.LoggedModelId };
        MlflowModelVersion version = (await client.Registry.CreateVersionAsync(request, cancellationToken).ConfigureAwait(false)).ModelVersion;
        if (alias is not null)
            await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = name, Alias = alias, Version = version.Version }, cancellationToken).ConfigureAwait(false);
        return version;
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
        ? throw MlflowException.Invalid($"The experiment '{experiment.Name}' is deleted. Restore it with Experiments.RestoreAsync, or use another name.")
        : experiment.ExperimentId;
}
