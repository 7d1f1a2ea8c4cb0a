namespace FraudMl.Mlflow;

/// <summary>Lists all files below a folder of a store; a store that lists without end is stopped.</summary>
internal static class ArtifactListing
{
    private const int MostLevels = 100;
    private const int MostEntries = 100_000;

    /// <summary>Returns the files, their paths relative to the folder; none when there is no such folder, or it is a file.</summary>
    /// <exception cref="MlflowException">Thrown when the store lists a path that leads outside, or far too many.</exception>
    public static async Task<IReadOnlyList<MlflowFileInfo>> ReadAsync(
        IMlflowArtifactStore store, string root, CancellationToken cancellationToken)
    {
        var files = new List<MlflowFileInfo>();
        var waiting = new Queue<(string Folder, int Level)>([("", 0)]);
        int entryCount = 0;
        while (waiting.TryDequeue(out (string Path, int Level) folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string uri = ArtifactPath.Combine(root, folder.Path);
            foreach (MlflowFileInfo entry in await store.ListAsync(uri, cancellationToken).ConfigureAwait(false))
            {
                if (++entryCount > MostEntries || folder.Level == MostLevels)
                    throw Endless(root);
                string name = ArtifactPath.CheckedName(entry.Path);
                string path = folder.Path.Length == 0 ? name : $"{folder.Path}/{name}";
                if (entry.IsDir)
                    waiting.Enqueue((path, folder.Level + 1));
                else
                    files.Add(entry with { Path = path });
            }
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static MlflowException Endless(string root) => MlflowException.Invalid(
        $"'{MlflowTrackingUri.WithoutCredentials(root)}' has more than {MostEntries} files and folders, "
        + $"or more than {MostLevels} folders in each other. Download its folders one by one.");
}
