namespace FraudMl.Mlflow;

/// <summary>Where files are.</summary>
/// <param name="Uri">The artifact URI.</param>
/// <param name="IsRoot">Whether it is the folder of a run or a logged model, which is there even while it is empty.</param>
/// <param name="Store">The store that has them.</param>
internal readonly record struct ArtifactPlace(string Uri, bool IsRoot, IMlflowArtifactStore Store);

/// <summary>Follows run and model URIs to artifact URIs.</summary>
/// <param name="store">Where artifact URIs lead.</param>
/// <param name="registryFiles">The files that the registry keeps itself; null where a version only says where they are.</param>
/// <param name="runs">The runs.</param>
/// <param name="models">The logged models.</param>
/// <param name="registry">The registry.</param>
internal sealed class ArtifactResolver(
    IMlflowArtifactStore store, IMlflowArtifactStore? registryFiles, IMlflowRuns runs, IMlflowLoggedModels models, IMlflowRegistry registry)
{
    // A version may be made of a run's or another model's URI, and the store then answers that URI; more hops than these are a circle.
    private const int MostHops = 5;

    /// <summary>Returns where the files of a URI are; an artifact URI is returned as it is.</summary>
    /// <exception cref="MlflowException">Thrown when there is no such run or model, or the URI leads back to itself.</exception>
    public async Task<ArtifactPlace> ResolveAsync(string uri, CancellationToken cancellationToken)
    {
        string current = uri;
        string path = "";
        for (int hop = 0; hop <= MostHops; hop++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MlflowUri.TryParse(current) is not { } parsed)
                return new ArtifactPlace(ArtifactPath.Combine(current, path), IsRoot: false, store);
            path = parsed.Path is null ? path : path.Length == 0 ? parsed.Path : $"{parsed.Path.TrimEnd('/')}/{path}";
            if (parsed.ModelName is not null && registryFiles is { } files)
                return new ArtifactPlace(
                    ArtifactPath.Combine(await VersionUriAsync(parsed, cancellationToken).ConfigureAwait(false), path),
                    IsRoot: path.Length == 0, files);
            current = parsed switch
            {
                { RunId: { } run } => (await runs.GetAsync(run, cancellationToken).ConfigureAwait(false)).Run.Info.ArtifactUri,
                { LoggedModelId: { } model } =>
                    (await models.GetAsync(model, cancellationToken: cancellationToken).ConfigureAwait(false))
                        .Model.Info.ArtifactUri,
                _ => await SourceOfAsync(parsed, cancellationToken).ConfigureAwait(false),
            };
            // The place of a run or a logged model is never another one's.
            if (parsed.ModelName is null)
                return new ArtifactPlace(ArtifactPath.Combine(current, path), IsRoot: path.Length == 0, store);
        }

        throw MlflowException.Invalid(
            $"'{uri}' does not lead to a place within {MostHops} hops: a model version is made of itself. "
            + "Register the model again from the run that made it.");
    }

    private async Task<string> SourceOfAsync(MlflowUri uri, CancellationToken cancellationToken) =>
        (await registry.GetDownloadUriAsync(
            uri.ModelName!, await VersionOfAsync(uri, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false)).ArtifactUri;

    private async Task<string> VersionUriAsync(MlflowUri uri, CancellationToken cancellationToken) =>
        $"models:/{uri.ModelName}/{await VersionOfAsync(uri, cancellationToken).ConfigureAwait(false)}";

    private async Task<string> VersionOfAsync(MlflowUri uri, CancellationToken cancellationToken) => uri switch
    {
        { Alias: { } alias } => (await registry.GetByAliasAsync(uri.ModelName!, alias, cancellationToken)
            .ConfigureAwait(false)).ModelVersion.Version,
        { Version: MlflowUri.LatestVersion } => await LatestVersionAsync(uri.ModelName!, cancellationToken).ConfigureAwait(false),
        _ => uri.Version!,
    };

    private async Task<string> LatestVersionAsync(string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelAnswer answer = await registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        return answer.RegisteredModel.LatestVersions.Select(version => version.Version).MaxBy(VersionNumber.Parse)
            ?? throw MlflowException.NotFound($"The registered model '{name}' has no version.");
    }
}
