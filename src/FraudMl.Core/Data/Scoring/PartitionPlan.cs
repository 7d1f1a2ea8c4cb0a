namespace FraudMl;

/// <summary>One of many files to be scored.</summary>
/// <param name="Name">Its place below the first wildcard, with <c>/</c>, for messages.</param>
/// <param name="Input">The file.</param>
/// <param name="Output">The file with the scores.</param>
internal sealed record Partition(string Name, string Input, string Output);

/// <summary>Which files are scored, and where their scores go.</summary>
internal static class PartitionPlan
{
    private static readonly StringComparison Paths =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <exception cref="FraudMlException">Thrown when there is no file, the folder is one of theirs, or two have one output.</exception>
    public static Partition[] Of(string pattern, string outputFolder)
    {
        string[] files = DataFiles.Of([pattern]);
        string root = Path.GetFullPath(DataFiles.RootOf(pattern)), target = Path.GetFullPath(outputFolder);
        Partition[] partitions = [.. files.Select(file => PartitionOf(root, target, file))];
        bool isFound = pattern.Contains("**", StringComparison.Ordinal) && IsIn(root, target);
        if (isFound || files.Any(file => IsIn(target, Path.GetFullPath(file))))
            throw new FraudMlException($"'{outputFolder}' is a folder of the files that are scored, or one where '{pattern}' would find "
                + "the scores as input. Name another folder for the scores.");
        if (partitions.GroupBy(partition => partition.Output, StringComparer.FromComparison(Paths)).FirstOrDefault(same => same.Count() > 1)
            is { } twice)
            throw new FraudMlException($"{NameList.Of([.. twice.Select(partition => partition.Name)])} would be scored into one file, "
                + $"'{twice.Key}'. Rename one, or score them into two folders.");
        return partitions;
    }

    private static Partition PartitionOf(string root, string target, string file)
    {
        string name = Path.GetRelativePath(root, Path.GetFullPath(file));
        string written = name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? name[..^".zip".Length] : name;
        if (written != name && !written.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) written += ".csv";
        return new Partition(name.Replace('\\', '/'), file, Path.Combine(target, written));
    }

    private static bool IsIn(string folder, string path) =>
        $"{path}{Path.DirectorySeparatorChar}".StartsWith(
            $"{Path.TrimEndingDirectorySeparator(folder)}{Path.DirectorySeparatorChar}", Paths);
}
