using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Moves fraud models into tracking stores and out of them.</summary>
public static class FraudModelTracking
{
    /// <summary>Logs a model to a run: as an MLflow 3 logged model with its whole directory, ready to be served.</summary>
    /// <param name="client">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="runId">The run that made it.</param>
    /// <param name="name">The model's name within the experiment.</param>
    /// <param name="options">Example rows and time.</param>
    /// <param name="cancellationToken">Stops the upload; the model is then marked as failed.</param>
    public static async Task<LoggedFraudModel> LogModelAsync(
        this MlflowClient client, FraudModel model, string runId, string name = "model", FraudModelPackageOptions? options = null, CancellationToken cancellationToken = default)
    {
        MlflowRunInfo run = (await client.Runs.GetAsync(runId, cancellationToken).ConfigureAwait(false)).Run.Info;
        MlflowLoggedModelInfo created = (await client.LoggedModels.CreateAsync(
            new MlflowCreateLoggedModel { ExperimentId = run.ExperimentId, Name = name, ModelType = "fraudml", SourceRunId = runId }, cancellationToken).ConfigureAwait(false)).Model.Info;
        string folder = Directory.CreateTempSubdirectory("fraudml-").FullName;
        try
        {
            FraudModelPackage.Write(model, folder, (options ?? new()) with { ModelId = created.ModelId, RunId = runId, ArtifactPath = created.ArtifactUri });
            await client.Artifacts.UploadFolderAsync($"models:/{created.ModelId}", folder, cancellationToken).ConfigureAwait(false);
            await client.Runs.LogOutputsAsync(new MlflowLogOutputs { RunId = runId, Models = [new MlflowModelOutput { ModelId = created.ModelId }] }, cancellationToken).ConfigureAwait(false);
            await FinalizeAsync(client, created.ModelId, MlflowLoggedModelStatus.Ready, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await FinalizeAsync(client, created.ModelId, MlflowLoggedModelStatus.UploadFailed, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var logged = new LoggedFraudModel(created.ModelId, runId);
        LoggedModels.Remember(model, client, logged);
        return logged;
    }

    /// <summary>Registers a model as the next version of a name, and points an alias at it. A model that was not logged to this store is logged to a run of its own first.</summary>
    /// <param name="client">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="name">The registered model's name; made when it is not there.</param>
    /// <param name="alias">The alias to move to this version, for example <c>champion</c>; null for none.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<RegisteredFraudModel> RegisterAsync(
        this MlflowClient client, FraudModel model, string name, string? alias = null, CancellationToken cancellationToken = default)
    {
        LoggedFraudModel logged = LoggedModels.Find(model, client) ?? await LogToOwnRunAsync(client, model, name, cancellationToken).ConfigureAwait(false);
        try
        {
            await client.Registry.CreateModelAsync(new MlflowCreateRegisteredModel { Name = name }, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException problem) when (problem.ErrorCode == MlflowErrorCodes.ResourceAlreadyExists)
        {
            // The name is there already: this becomes its next version.
        }

        MlflowModelVersion version = (await client.Registry.CreateVersionAsync(
            new MlflowCreateModelVersion { Name = name, Source = logged.Uri, RunId = logged.RunId, ModelId = logged.ModelId }, cancellationToken).ConfigureAwait(false)).ModelVersion;
        if (alias is not null)
            await client.Registry.SetAliasAsync(new MlflowSetModelAlias { Name = name, Alias = alias, Version = version.Version }, cancellationToken).ConfigureAwait(false);
        return new RegisteredFraudModel(name, version.Version, logged.ModelId);
    }

    /// <summary>Loads a model by URI: <c>models:/name@alias</c>, <c>models:/name/3</c>, <c>models:/m-…</c>, <c>runs:/…</c>, or a model directory.</summary>
    /// <param name="client">The store.</param>
    /// <param name="uri">The URI or directory.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="FraudMlException">Thrown when it is no FraudMl model.</exception>
    /// <exception cref="MlflowException">Thrown when the store does not have it.</exception>
    public static async Task<LoadedFraudModel> LoadFraudModelAsync(this MlflowClient client, string uri, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(uri)) return new LoadedFraudModel(FraudModelPackage.Load(uri), uri, null, null, uri);
        (string? name, string? version) = await ModelUri.ResolveAsync(client, uri, cancellationToken).ConfigureAwait(false);
        string directory = await client.Artifacts.DownloadAsync(version is null ? uri : $"models:/{name}/{version}", cancellationToken: cancellationToken).ConfigureAwait(false);
        return new LoadedFraudModel(FraudModelPackage.Load(directory), uri, name, version, directory);
    }

    private static async Task<LoggedFraudModel> LogToOwnRunAsync(MlflowClient client, FraudModel model, string name, CancellationToken cancellationToken)
    {
        MlflowActiveRun run = await client.StartRunAsync(name, model.Pipeline, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
            return await client.LogModelAsync(model, run.RunId, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static Task FinalizeAsync(MlflowClient client, string modelId, MlflowLoggedModelStatus status, CancellationToken cancellationToken) =>
        client.LoggedModels.FinalizeAsync(modelId, new MlflowFinalizeLoggedModel { ModelId = modelId, Status = status }, cancellationToken);
}
