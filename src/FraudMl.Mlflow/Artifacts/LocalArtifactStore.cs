namespace FraudMl.Mlflow;

/// <summary>Artifacts in folders of this machine: <c>file:</c> URIs, plain paths, and <c>mlflow-artifacts:</c> under a root.</summary>
/// <param name="proxyRoot">The folder behind <c>mlflow-artifacts:</c>.</param>
/// <param name="isConfined">Whether nothing outside that folder is touched: a server must not hand out other files of its machine.</param>
internal sealed class LocalArtifactStore(string? proxyRoot, bool isConfined = false) : IMlflowArtifactStore
{
    internal const string ProxyScheme = "mlflow-artifacts:";

    public Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<MlflowFileInfo> files =
        [
            .. EntriesOf(PathOf(uri), uri)
                .Where(entry => !LocalFiles.IsUnfinished(entry.Name))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new MlflowFileInfo { Path = entry.Name, IsDir = entry is DirectoryInfo, FileSize = SizeOf(entry) }),
        ];
        return Task.FromResult(files);
    }

    /// <summary>Lists as MLflow's endpoints do: paths relative to the root, however deep the listed folder is.</summary>
    public async Task<MlflowArtifactPage> ListPageAsync(string root, string? path, CancellationToken cancellationToken)
    {
        string prefix = string.IsNullOrEmpty(path) ? "" : $"{ArtifactPath.Checked(path)}/";
        IReadOnlyList<MlflowFileInfo> files = await ListAsync(ArtifactPath.Combine(root, path), cancellationToken).ConfigureAwait(false);
        return new MlflowArtifactPage { RootUri = root, Files = [.. files.Select(file => file with { Path = prefix + file.Path })] };
    }

    public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default)
    {
        string path = PathOf(uri);
        try
        {
            if (!Directory.Exists(path))
            {
                return Task.FromResult<Stream>(
                    new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true));
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // What is read may be deleted at the same time: only opening it tells.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(uri, error);
        }

        throw MlflowException.NotFound($"No such artifact: '{(IsProxied(uri) ? uri[ProxyScheme.Length..].TrimStart('/') : uri)}'");
    }

    public Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default) => LocalFiles.WriteAsync(
        PathOf(uri),
        $"The artifact '{ArtifactPath.NameOf(uri)}'",
        async file =>
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            return true;
        });

    public string? LocalPath(string uri) => PathOf(uri);

    /// <summary>Deletes a file, or a folder with all that is below it; the root stays.</summary>
    public void Delete(string uri)
    {
        string path = PathOf(uri);
        if (proxyRoot is not null && Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar) == Path.GetFullPath(proxyRoot)
            .TrimEnd(Path.DirectorySeparatorChar))
            throw MlflowException.Invalid("Invalid path");
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else if (File.Exists(path))
                File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(
                MlflowErrorCodes.InvalidParameterValue,
                $"The artifact '{ArtifactPath.NameOf(uri)}' can't be deleted: something is written there at the moment, or it may not be.",
                innerException: error);
        }
    }

    // A folder may be deleted while it is listed.
    private static FileSystemInfo[] EntriesOf(string path, string uri)
    {
        try
        {
            return Directory.Exists(path) ? new DirectoryInfo(path).GetFileSystemInfos() : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(uri, error);
        }
    }

    private static MlflowException Unreadable(string uri, Exception error) => new(
        MlflowErrorCodes.InvalidParameterValue,
        $"The artifact '{ArtifactPath.NameOf(uri)}' can't be read: its name may be too long, or it may not be read.",
        innerException: error);

    // A file may be gone since it was listed.
    private static long? SizeOf(FileSystemInfo entry)
    {
        try
        {
            return entry is FileInfo { Length: > 0 } file ? file.Length : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the path in an <c>mlflow-artifacts:</c> URI; <c>mlflow-artifacts://host/path</c> names the server, and the path after it is
    /// the same.
    /// </summary>
    internal static string PathBehind(string uri)
    {
        string rest = uri[ProxyScheme.Length..];
        if (rest.StartsWith("//", StringComparison.Ordinal) && !rest.StartsWith("///", StringComparison.Ordinal))
            rest = rest.IndexOf('/', 2) is var slash and > 0 ? rest[slash..] : "";
        return rest.Trim('/');
    }

    private static bool IsProxied(string uri) => uri.StartsWith(ProxyScheme, StringComparison.OrdinalIgnoreCase);

    private string PathOf(string uri)
    {
        if (uri.Contains('\0', StringComparison.Ordinal))
            throw MlflowException.Invalid("Invalid path");
        if (ArtifactPath.IsFile(uri))
            return Confined(FileOf(uri));
        if (IsProxied(uri) && proxyRoot is not null)
            return ArtifactPath.PlaceIn(proxyRoot, PathBehind(uri));
        if (Path.IsPathRooted(uri) || !uri.Contains(":/", StringComparison.Ordinal))
            return Confined(Path.GetFullPath(uri));
        throw MlflowException.Invalid(
            $"The artifact URI '{MlflowTrackingUri.WithoutCredentials(uri)}' is not on this machine; "
            + "only file: URIs and folders are read here.");
    }

    /// <summary>Returns the path that a <c>file:</c> URI names.</summary>
    /// <exception cref="MlflowException">Thrown when it is none.</exception>
    internal static string FileOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out Uri? file)
            && file.LocalPath is { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal)
            ? path
            : throw MlflowException.Invalid($"'{uri}' is no file: URI. Use file:///absolute/folder.");

    private string Confined(string path)
    {
        bool isInside = !isConfined || Path.GetFullPath(path).StartsWith(
            Path.GetFullPath(proxyRoot!).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isInside ? path : throw MlflowException.Invalid("The server serves files of its artifact folder only.");
    }
}
