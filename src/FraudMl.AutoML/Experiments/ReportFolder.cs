namespace FraudMl;

/// <summary>Writes the files of a whole experiment into a folder; those of its trials stay with their runs.</summary>
internal sealed class ReportFolder(string folder) : IExperimentObserver
{
    private readonly string _folder = Path.GetFullPath(folder);

    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        // A folder that can't be written is told at the start, not when there is something to lose.
        if (experimentEvent is ExperimentStarted) Directory.CreateDirectory(_folder);
        if (experimentEvent is not ArtifactProduced { Trial: null } artifact) return;
        string file = Path.GetFullPath(Path.Combine(_folder, artifact.Path));
        if (!file.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new FraudMlException($"The file '{artifact.Path}' of the experiment would lie outside of the folder {_folder}.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, artifact.Content, cancellationToken).ConfigureAwait(false);
    }

    public override string ToString() => $"writes into {_folder}";
}
