using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Moves fraud models into tracking stores and out of them.</summary>
public static class FraudModelTracking
{
    /// <summary>Logs a model to a run: as an MLflow 3 logged model with its whole directory, ready to be served; on an older server among the run's artifacts.</summary>
    /// <param name="client">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="run">The run that made it.</param>
    /// <param name="options">Example rows and time.</param>
    /// <param name="cancellationToken">Stops the upload; the model is then marked as failed.</param>
    /// <exception cref="Onnx.OnnxExportException">Thrown when the pipeline can't be written as ONNX.</exception>
    public static async Task<LoggedFraudModel> LogModelAsync(
        this MlflowClient client, FraudModel model, MlflowActiveRun run, FraudModelPackageOptions? options = null, CancellationToken cancellationToken = default)
    {
        string folder = Directory.CreateTempSubdirectory("fraudml-").FullName;
        try
        {
            var package = (options ?? new()) with { RunId = run.RunId };
            LoggedFraudModel place = await client.HasLoggedModelsAsync(cancellationToken).ConfigureAwait(false)
                ? await LogAsync(model, run, package, folder, cancellationToken).ConfigureAwait(false)
                : await LogToRunAsync(model, run, package, folder, cancellationToken).ConfigureAwait(false);
            LoggedModels.Remember(model, client, place);
            return place;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
        MlflowModelVersion version = await client.RegisterModelAsync(name, logged.Uri, logged.RunId, alias, cancellationToken).ConfigureAwait(false);
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
        string fixedUri = version is null ? uri : $"models:/{name}/{version}";
        if (await client.Artifacts.FindLocalAsync(fixedUri, cancellationToken).ConfigureAwait(false) is { } local)
            return new LoadedFraudModel(FraudModelPackage.Load(local), uri, name, version, local);
        string copy = Directory.CreateTempSubdirectory("fraudml-").FullName;
        try
        {
            string directory = await client.Artifacts.DownloadAsync(fixedUri, copy, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new LoadedFraudModel(FraudModelPackage.Load(directory), uri, name, version, Directory: null);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<LoggedFraudModel> LogAsync(FraudModel model, MlflowActiveRun run, FraudModelPackageOptions package, string folder, CancellationToken cancellationToken)
    {
        MlflowLoggedModel logged = await run.LogModelAsync(
            "model",
            created =>
            {
                FraudModelPackage.Write(model, folder, package with { ModelId = created.Info.ModelId, ArtifactPath = created.Info.ArtifactUri });
                return Task.FromResult(folder);
            },
            "fraudml",
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new LoggedFraudModel(logged.Info.ModelId, run.RunId);
    }

    private static async Task<LoggedFraudModel> LogToRunAsync(FraudModel model, MlflowActiveRun run, FraudModelPackageOptions package, string folder, CancellationToken cancellationToken)
    {
        ModelManifest manifest = FraudModelPackage.WriteFiles(model, folder, package with { ArtifactPath = LoggedFraudModel.RunFolder });
        await run.LogRunModelAsync(LoggedFraudModel.RunFolder, folder, manifest.ToJson(), cancellationToken).ConfigureAwait(false);
        return new LoggedFraudModel(null, run.RunId);
    }

    private static Task<LoggedFraudModel> LogToOwnRunAsync(MlflowClient client, FraudModel model, string name, CancellationToken cancellationToken) =>
        client.RunAsync(
            name, run => client.LogModelAsync(model, run, cancellationToken: cancellationToken), new() { RunName = model.Pipeline }, cancellationToken);
}
