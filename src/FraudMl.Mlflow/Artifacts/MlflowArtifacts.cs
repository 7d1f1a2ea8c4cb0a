namespace FraudMl.Mlflow;

/// <summary>Turns run and model URIs into artifact URIs and moves files through the connection's artifact store.</summary>
internal sealed class MlflowArtifacts(MlflowConnection connection) : IMlflowArtifacts
{
    private readonly IMlflowArtifactStore _store = connection.ArtifactStore;

    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default) =>
        await _store.ListAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default) =>
        await _store.OpenReadAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task UploadAsync(string uri, Stream content, CancellationToken cancellationToken = default) =>
        await _store.WriteAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), content, cancellationToken).ConfigureAwait(false);

    public async Task UploadFileAsync(string folderUri, string file, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
            throw MlflowException.Invalid($"The file '{file}' to upload does not exist.");
        string root = await ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        await WriteFileAsync(root, Path.GetFileName(file), file, cancellationToken).ConfigureAwait(false);
    }

    public async Task UploadFolderAsync(string folderUri, string folder, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(folder))
            throw MlflowException.Invalid($"The folder '{folder}' to upload does not exist.");
        string root = await ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await WriteFileAsync(root, relative, file, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<string> DownloadAsync(string uri, string? destination = null, CancellationToken cancellationToken = default)
    {
        string root = await ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        if (destination is null && _store.LocalPath(root) is { } local)
            return Path.Exists(local) ? local : throw MlflowException.NotFound($"No such artifact: '{uri}'");
        string target = destination ?? Directory.CreateTempSubdirectory("mlflow-").FullName;
        IReadOnlyList<MlflowFileInfo> entries = await _store.ListAsync(root, cancellationToken).ConfigureAwait(false);
        if (entries.Count > 0)
        {
            await DownloadFolderAsync(root, entries, target, cancellationToken).ConfigureAwait(false);
            return target;
        }

        string file = Path.Combine(target, Uri.UnescapeDataString(root[(root.LastIndexOf('/') + 1)..]));
        await DownloadFileAsync(root, file, cancellationToken).ConfigureAwait(false);
        return file;
    }

    private async Task<string> ResolveAsync(string uri, CancellationToken cancellationToken)
    {
        if (MlflowUri.TryParse(uri) is not { } parsed)
            return uri;
        string root;
        if (parsed.RunId is not null)
            root = (await connection.Runs.GetAsync(parsed.RunId, cancellationToken).ConfigureAwait(false)).Run.Info.ArtifactUri;
        else if (parsed.LoggedModelId is not null)
            root = (await connection.LoggedModels.GetAsync(parsed.LoggedModelId, cancellationToken: cancellationToken).ConfigureAwait(false)).Model.Info.ArtifactUri;
        else
            root = await ResolveVersionAsync(parsed, cancellationToken).ConfigureAwait(false);
        return ArtifactPath.Combine(root, parsed.Path);
    }

    private async Task<string> ResolveVersionAsync(MlflowUri uri, CancellationToken cancellationToken)
    {
        string name = uri.ModelName!;
        string version = uri switch
        {
            { Alias: { } alias } => (await connection.Registry.GetByAliasAsync(name, alias, cancellationToken).ConfigureAwait(false)).ModelVersion.Version,
            { Version: "latest" } => await LatestVersionAsync(name, cancellationToken).ConfigureAwait(false),
            _ => uri.Version!,
        };
        string source = (await connection.Registry.GetDownloadUriAsync(name, version, cancellationToken).ConfigureAwait(false)).ArtifactUri;
        // A version may be made of a run's or another model's URI; the store then answers that URI.
        return await ResolveAsync(source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> LatestVersionAsync(string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelAnswer answer = await connection.Registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        return answer.RegisteredModel.LatestVersions.Select(version => version.Version).MaxBy(VersionNumber.Parse)
            ?? throw MlflowException.NotFound($"The registered model '{name}' has no version.");
    }

    private async Task WriteFileAsync(string root, string relative, string file, CancellationToken cancellationToken)
    {
        FileStream content = File.OpenRead(file);
        await using (content.ConfigureAwait(false))
            await _store.WriteAsync(ArtifactPath.Combine(root, relative), content, cancellationToken).ConfigureAwait(false);
    }

    private async Task DownloadFolderAsync(string root, IReadOnlyList<MlflowFileInfo> entries, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        foreach (MlflowFileInfo entry in entries)
        {
            string uri = ArtifactPath.Combine(root, entry.Path);
            string path = Path.Combine(target, entry.Path);
            if (!entry.IsDir)
                await DownloadFileAsync(uri, path, cancellationToken).ConfigureAwait(false);
            else
                await DownloadFolderAsync(uri, await _store.ListAsync(uri, cancellationToken).ConfigureAwait(false), path, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DownloadFileAsync(string uri, string path, CancellationToken cancellationToken)
    {
        Stream content = await _store.OpenReadAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileStream file = File.Create(path);
            await using (file.ConfigureAwait(false))
                await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }
}
