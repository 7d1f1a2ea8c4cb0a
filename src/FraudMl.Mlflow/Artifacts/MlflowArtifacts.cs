namespace FraudMl.Mlflow;

/// <summary>Turns run and model URIs into artifact URIs and moves files through the artifact store.</summary>
internal sealed class MlflowArtifacts(
    IMlflowArtifactStore store, IMlflowRuns runs, IMlflowLoggedModels models, IMlflowRegistry registry) : IMlflowArtifacts
{
    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default) =>
        await store.ListAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default) =>
        await store.OpenReadAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task UploadAsync(string uri, Stream content, CancellationToken cancellationToken = default) =>
        await store.WriteAsync(await ResolveAsync(uri, cancellationToken).ConfigureAwait(false), content, cancellationToken).ConfigureAwait(false);

    public async Task UploadFileAsync(string folderUri, string file, IProgress<MlflowTransfer>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
            throw MlflowException.Invalid($"The file '{file}' to upload does not exist.");
        string root = await ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        var transfer = new FileTransfer(store, progress, new FileInfo(file).Length);
        await transfer.UploadAsync(ArtifactPath.Combine(root, Path.GetFileName(file)), Path.GetFileName(file), file, cancellationToken).ConfigureAwait(false);
    }

    public async Task UploadFolderAsync(string folderUri, string folder, IProgress<MlflowTransfer>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(folder))
            throw MlflowException.Invalid($"The folder '{folder}' to upload does not exist.");
        string root = await ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        FileInfo[] files = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        var transfer = new FileTransfer(store, progress, files.Sum(file => file.Length));
        foreach (FileInfo file in files)
        {
            string relative = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            await transfer.UploadAsync(ArtifactPath.Combine(root, relative), relative, file.FullName, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<string> DownloadAsync(string uri, string? destination = null, MlflowDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MlflowDownloadOptions();
        string root = await ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        string path = destination is null && store.LocalPath(root) is { } local
            ? Path.Exists(local) ? local : throw MlflowException.NotFound($"No such artifact: '{uri}'")
            : await CopyAsync(root, destination ?? Directory.CreateTempSubdirectory("mlflow-").FullName, options.Progress, cancellationToken).ConfigureAwait(false);
        FileTransfer.Check(path, options.Sha256);
        return path;
    }

    private async Task<string> CopyAsync(string root, string target, IProgress<MlflowTransfer>? progress, CancellationToken cancellationToken)
    {
        var files = new List<MlflowFileInfo>();
        await ListDeepAsync(root, "", files, cancellationToken).ConfigureAwait(false);
        bool isFile = files.Count == 0;
        if (isFile)
            files.Add(new MlflowFileInfo { Path = Uri.UnescapeDataString(root[(root.LastIndexOf('/') + 1)..]) });
        long? totalByteCount = files.Any(file => file.FileSize is not null) ? files.Sum(file => file.FileSize ?? 0) : null;
        var transfer = new FileTransfer(store, progress, totalByteCount);
        foreach (MlflowFileInfo file in files)
        {
            string place = Path.Combine(target, file.Path);
            await transfer.DownloadAsync(isFile ? root : ArtifactPath.Combine(root, file.Path), file.Path, place, file.FileSize, cancellationToken).ConfigureAwait(false);
        }

        return isFile ? Path.Combine(target, files[0].Path) : target;
    }

    private async Task ListDeepAsync(string root, string folder, List<MlflowFileInfo> files, CancellationToken cancellationToken)
    {
        foreach (MlflowFileInfo entry in await store.ListAsync(ArtifactPath.Combine(root, folder), cancellationToken).ConfigureAwait(false))
        {
            string path = folder.Length == 0 ? ArtifactPath.Checked(entry.Path) : $"{folder}/{ArtifactPath.Checked(entry.Path)}";
            if (entry.IsDir)
                await ListDeepAsync(root, path, files, cancellationToken).ConfigureAwait(false);
            else
                files.Add(entry with { Path = path });
        }
    }

    private async Task<string> ResolveAsync(string uri, CancellationToken cancellationToken)
    {
        if (MlflowUri.TryParse(uri) is not { } parsed)
            return uri;
        string root;
        if (parsed.RunId is not null)
            root = (await runs.GetAsync(parsed.RunId, cancellationToken).ConfigureAwait(false)).Run.Info.ArtifactUri;
        else if (parsed.LoggedModelId is not null)
            root = (await models.GetAsync(parsed.LoggedModelId, cancellationToken: cancellationToken).ConfigureAwait(false)).Model.Info.ArtifactUri;
        else
            root = await ResolveVersionAsync(parsed, cancellationToken).ConfigureAwait(false);
        return ArtifactPath.Combine(root, parsed.Path);
    }

    private async Task<string> ResolveVersionAsync(MlflowUri uri, CancellationToken cancellationToken)
    {
        string name = uri.ModelName!;
        string version = uri switch
        {
            { Alias: { } alias } => (await registry.GetByAliasAsync(name, alias, cancellationToken).ConfigureAwait(false)).ModelVersion.Version,
            { Version: "latest" } => await LatestVersionAsync(name, cancellationToken).ConfigureAwait(false),
            _ => uri.Version!,
        };
        string source = (await registry.GetDownloadUriAsync(name, version, cancellationToken).ConfigureAwait(false)).ArtifactUri;
        // A version may be made of a run's or another model's URI; the store then answers that URI.
        return await ResolveAsync(source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> LatestVersionAsync(string name, CancellationToken cancellationToken)
    {
        MlflowRegisteredModelAnswer answer = await registry.GetModelAsync(name, cancellationToken).ConfigureAwait(false);
        return answer.RegisteredModel.LatestVersions.Select(version => version.Version).MaxBy(VersionNumber.Parse)
            ?? throw MlflowException.NotFound($"The registered model '{name}' has no version.");
    }
}
