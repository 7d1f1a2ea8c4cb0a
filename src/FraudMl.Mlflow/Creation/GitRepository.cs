namespace FraudMl.Mlflow;

/// <summary>The git commit of a working folder, read from the repository's files.</summary>
internal static class GitRepository
{
    private const string Reference = "ref: ";

    /// <summary>Returns the commit that is checked out in the folder or above it; null where there is none, or it can't be read.</summary>
    public static string? CommitOf(string folder)
    {
        try
        {
            for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            {
                string git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                    return Resolve(git, git);
                if (File.Exists(git))
                    return ResolveWorktree(at.FullName, File.ReadAllText(git).Trim());
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A tag that is nice to have; no reason to fail.
        }

        return null;
    }

    // "gitdir: PATH" leads to the worktree's own HEAD; its "commondir" to the branches.
    private static string? ResolveWorktree(string folder, string pointer)
    {
        string own = Path.GetFullPath(Path.Combine(folder, pointer["gitdir: ".Length..]));
        string commonFile = Path.Combine(own, "commondir");
        return Resolve(own, File.Exists(commonFile) ? Path.GetFullPath(Path.Combine(own, File.ReadAllText(commonFile).Trim())) : own);
    }

    private static string? Resolve(string own, string common)
    {
        string head = File.ReadAllText(Path.Combine(own, "HEAD")).Trim();
        if (!head.StartsWith(Reference, StringComparison.Ordinal))
            return head;
        string branch = head[Reference.Length..];
        string loose = Path.Combine(common, branch);
        if (File.Exists(loose))
            return File.ReadAllText(loose).Trim();
        string packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith(" " + branch, StringComparison.Ordinal))?.Split(' ')[0] : null;
    }
}
