using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Moves fraud models into tracking stores and out of them.</summary>
public static class FraudModelTracking
{
    /// <summary>Asks the store, before a training, whether it is there: one that is away is then told before and not after.</summary>
    /// <remarks>The experiment is made, where it is missing, and the registry is read.</remarks>
    /// <param name="client">The store.</param>
    /// <param name="experiment">The name of the experiment.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="MlflowException">Thrown when the store can't be reached or refuses.</exception>
    public static async Task RequireReadyAsync(this MlflowClient client, string experiment, CancellationToken cancellationToken = default)
    {
        await client.GetOrCreateExperimentAsync(experiment, cancellationToken).ConfigureAwait(false);
        await client.Registry.SearchModelsAsync(maxResults: 1, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Logs a model to a run: as an MLflow 3 logged model with its whole directory, ready to be served; on an older server among
    /// the run's artifacts.</summary>
    /// <param name="client">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="run">The run that made it.</param>
    /// <param name="options">Example rows and time.</param>
    /// <param name="cancellationToken">Stops the upload; the model is then marked as failed.</param>
    /// <exception cref="Onnx.OnnxExportException">Thrown when the pipeline can't be written as ONNX.</exception>
    public static async Task<LoggedFraudModel> LogModelAsync(
        this MlflowClient client, FraudModel model, MlflowActiveRun run, FraudModelPackageOptions? options = null,
        CancellationToken cancellationToken = default)
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

    /// <summary>Registers a model as the next version of a name, and points an alias at it. A model that was not logged to this store is
    /// logged to a run of its own first.</summary>
    /// <remarks>
    /// A model that is written first, by <see cref="FraudModelPackage.Write"/>, is not lost with the store: register it later with
    /// <c>mlflow.RegisterAsync(FraudModelPackage.Load("output/model"), "cards", alias: "champion")</c>.
    /// </remarks>
    /// <param name="client">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="name">The registered model's name; made when it is not there.</param>
    /// <param name="alias">The alias to move to this version, for example <c>champion</c>; null for none.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<RegisteredFraudModel> RegisterAsync(
        this MlflowClient client, FraudModel model, string name, string? alias = null, CancellationToken cancellationToken = default)
    {
        LoggedFraudModel logged = LoggedModels.Find(model, client) ?? await LogToOwnRunAsync(client, model, name, cancellationToken)
            .ConfigureAwait(false);
        MlflowTag[] tags = logged.ManifestHash is { } hash ? [new MlflowTag(LoggedFraudModel.HashTag, hash)] : [];
        MlflowModelVersion version = await client.RegisterModelAsync(name, logged.Uri, logged.RunId, alias, tags, cancellationToken)
            .ConfigureAwait(false);
        return new RegisteredFraudModel(name, version.Version, logged.ModelId, logged.RunId);
    }

    /// <summary>Loads a model by URI: <c>models:/name@alias</c>, <c>models:/name/3</c>, <c>models:/m-…</c>, <c>runs:/…</c>,
    /// or a model directory.</summary>
    /// <param name="client">The store.</param>
    /// <param name="uri">The URI or directory.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="FraudMlException">Thrown when it is no FraudMl model, or a file of it is not the one that was
    /// written or registered.</exception>
    /// <exception cref="MlflowException">Thrown when the store does not have it.</exception>
    public static async Task<LoadedFraudModel> LoadFraudModelAsync(this MlflowClient client, string uri,
        CancellationToken cancellationToken = default) => Directory.Exists(uri)
        ? LoadedFraudModel.FromDirectory(uri)
        : await MissingModel.ExplainedAsync(client, uri, () => FromStoreAsync(client, uri, cancellationToken), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Returns the version that a URI means now, by one question to the registry: to see whether an alias was moved.</summary>
    /// <param name="client">The store.</param>
    /// <param name="uri">The URI.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The version; null for a URI that always means the same model.</returns>
    /// <exception cref="MlflowException">Thrown when the store does not have it, or can't be reached.</exception>
    public static Task<string?> FindMovingVersionAsync(
        this MlflowClient client, string uri, CancellationToken cancellationToken = default) =>
        ModelUri.MovingVersionAsync(client, uri, cancellationToken);

    private static async Task<LoadedFraudModel> FromStoreAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        ModelPlace place = await ModelPlace.OfAsync(client, uri, cancellationToken).ConfigureAwait(false);
        if (await client.Artifacts.FindLocalAsync(place.Uri, cancellationToken).ConfigureAwait(false) is { } local)
            return Loaded(local, uri, place);
        string copy = Directory.CreateTempSubdirectory("fraudml-").FullName;
        try
        {
            string directory = await client.Artifacts.DownloadAsync(place.Uri, copy, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return Loaded(directory, uri, place) with { Directory = null };
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static LoadedFraudModel Loaded(string directory, string uri, ModelPlace place)
    {
        LoadedFraudModel loaded = LoadedFraudModel.FromDirectory(directory) with { Uri = uri, Name = place.Name, Version = place.Version };
        place.Require(uri, loaded.Digest);
        bool isRegistered = place.RegisteredHash is not null && loaded.Integrity == ModelIntegrity.Files;
        return isRegistered ? loaded with { Integrity = ModelIntegrity.Registered } : loaded;
    }

    private static async Task<LoggedFraudModel> LogAsync(FraudModel model, MlflowActiveRun run, FraudModelPackageOptions package,
        string folder, CancellationToken cancellationToken)
    {
        MlflowLoggedModel logged = await run.LogModelAsync(
            "model",
            created =>
            {
                FraudModelPackage.Write(model, folder,
                    package with { ModelId = created.Info.ModelId, ArtifactPath = created.Info.ArtifactUri });
                return Task.FromResult(folder);
            },
            "fraudml",
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new LoggedFraudModel(logged.Info.ModelId, run.RunId) { ManifestHash = ManifestHashOf(folder) };
    }

    private static async Task<LoggedFraudModel> LogToRunAsync(FraudModel model, MlflowActiveRun run, FraudModelPackageOptions package,
        string folder, CancellationToken cancellationToken)
    {
        ModelManifest manifest = FraudModelPackage.WriteFiles(model, folder, package with { ArtifactPath = LoggedFraudModel.RunFolder });
        await run.LogRunModelAsync(LoggedFraudModel.RunFolder, folder, manifest.ToJson(), cancellationToken).ConfigureAwait(false);
        return new LoggedFraudModel(null, run.RunId) { ManifestHash = ManifestHashOf(folder) };
    }

    private static string ManifestHashOf(string folder) => PackageFiles.HashOf(Path.Combine(folder, ModelManifest.FileName));

    private static Task<LoggedFraudModel> LogToOwnRunAsync(MlflowClient client, FraudModel model, string name,
        CancellationToken cancellationToken) =>
        client.RunAsync(
            name, run => client.LogModelAsync(model, run, cancellationToken: cancellationToken), new() { RunName = model.Pipeline },
            cancellationToken);
}
