namespace FraudMl.Mlflow;

/// <summary>Turns run and model URIs into artifact URIs and moves files through the artifact store.</summary>
internal sealed class MlflowArtifacts(ArtifactResolver resolver) : IMlflowArtifacts
{
    public async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default)
    {
        ArtifactPlace place = await resolver.ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        return await place.Store.ListAsync(place.Uri, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default)
    {
        ArtifactPlace place = await resolver.ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        return await place.Store.OpenReadAsync(place.Uri, cancellationToken).ConfigureAwait(false);
    }

    public async Task UploadAsync(string uri, Stream content, CancellationToken cancellationToken = default)
    {
        ArtifactPlace place = await resolver.ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        await place.Store.WriteAsync(place.Uri, content, cancellationToken).ConfigureAwait(false);
    }

    public async Task UploadFileAsync(string folderUri, string file, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
            throw MlflowException.Invalid($"The file '{file}' to upload does not exist.");
        ArtifactPlace root = await resolver.ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        var transfer = new FileTransfer(root.Store, progress, new FileInfo(file).Length);
        await transfer.UploadAsync(ArtifactPath.Combine(root.Uri, Path.GetFileName(file)), Path.GetFileName(file), file, cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task UploadFolderAsync(string folderUri, string folder, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(folder))
            throw MlflowException.Invalid($"The folder '{folder}' to upload does not exist.");
        ArtifactPlace root = await resolver.ResolveAsync(folderUri, cancellationToken).ConfigureAwait(false);
        FileInfo[] files = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)];
        var transfer = new FileTransfer(root.Store, progress, files.Sum(file => file.Length));
        foreach (FileInfo file in files)
        {
            string relative = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            await transfer.UploadAsync(ArtifactPath.Combine(root.Uri, relative), relative, file.FullName, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task<string> DownloadAsync(string uri, string? destination = null, MlflowDownloadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new MlflowDownloadOptions();
        ArtifactPlace place = await resolver.ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        if (destination is null && FindLocal(uri, place) is { } local)
        {
            FileTransfer.Check(local, options.Sha256);
            return local;
        }

        string target = destination ?? Directory.CreateTempSubdirectory("mlflow-").FullName;
        try
        {
            string path = await CopyAsync(place, target, options.Progress, cancellationToken).ConfigureAwait(false);
            FileTransfer.Check(path, options.Sha256);
            return path;
        }
        catch when (destination is null)
        {
            Directory.Delete(target, recursive: true);
            throw;
        }
    }

    public async Task<string?> FindLocalAsync(string uri, CancellationToken cancellationToken = default) =>
        FindLocal(uri, await resolver.ResolveAsync(uri, cancellationToken).ConfigureAwait(false));

    private static string? FindLocal(string uri, ArtifactPlace place)
    {
        if (place.Store.LocalPath(place.Uri) is not { } path || Path.Exists(path))
            return place.Store.LocalPath(place.Uri);
        return place.IsRoot ? Directory.CreateDirectory(path).FullName : throw MlflowException.NotFound($"No such artifact: '{uri}'");
    }

    private static async Task<string> CopyAsync(
        ArtifactPlace place, string target, IProgress<MlflowTransfer>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowFileInfo> files = await ArtifactListing.ReadAsync(place.Store, place.Uri, cancellationToken)
            .ConfigureAwait(false);
        if (files.Count == 0 && !IsFolder(place))
        {
            string name = ArtifactPath.CheckedName(ArtifactPath.NameOf(place.Uri));
            string path = ArtifactPath.PlaceIn(target, name);
            await new FileTransfer(place.Store, progress, totalByteCount: null)
                .DownloadAsync(place.Uri, name, path, size: null, cancellationToken).ConfigureAwait(false);
            return path;
        }

        Directory.CreateDirectory(target);
        long? totalByteCount = files.Any(file => file.FileSize is not null) ? files.Sum(file => file.FileSize ?? 0) : null;
        var transfer = new FileTransfer(place.Store, progress, totalByteCount);
        foreach (MlflowFileInfo file in files)
        {
            string path = ArtifactPath.PlaceIn(target, file.Path);
            string uri = ArtifactPath.Combine(place.Uri, file.Path);
            await transfer.DownloadAsync(uri, file.Path, path, file.FileSize, cancellationToken).ConfigureAwait(false);
        }

        return target;
    }

    // Of a run or model nothing may have been logged yet; elsewhere an empty listing means a file, since stores keep no empty folders.
    private static bool IsFolder(ArtifactPlace place) =>
        place.IsRoot || place.Store.LocalPath(place.Uri) is { } local && Directory.Exists(local);
}
