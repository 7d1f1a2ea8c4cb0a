namespace FraudMl;

/// <summary>Files that are there whole or not at all; what goes wrong is said in one sentence.</summary>
internal static class WholeFile
{
    // ".", 32 digits, ".tmp".
    private const int UnfinishedLength = 37;

    /// <summary>Writes a file beside its place, to the disk, and moves it there: a process killed before leaves what was there.</summary>
    /// <param name="path">The file; one that is there is replaced, a link stays one, and a device is written as it is.</param>
    /// <param name="write">Writes it; it may close the stream.</param>
    /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, file =>
    {
        write(file);
        return true;
    });

    /// <summary>Writes a file as the other overload does, and returns what the writing returned.</summary>
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        (FileStream file, string place, string target) = Begin(path);
        bool isDevice = place == target;
        try
        {
            T result;
            using (file) result = write(file);
            if (isDevice) return result;
            using (FileStream written = new(place, FileMode.Open, FileAccess.Write)) written.Flush(flushToDisk: true);
            File.Move(place, target, overwrite: true);
            return result;
        }
        catch (Exception e)
        {
            if (!isDevice) Delete(place);
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw NotWritten(path, e);
        }
    }

    /// <summary>Returns the error of a file that can't be written to its end.</summary>
    public static FraudMlException NotWritten(string path, Exception e) =>
        new($"'{path}' can't be written: {e.Message.TrimEnd('.')}. Nothing new stands under that name.", e);

    /// <summary>Deletes what processes that were killed left of files beside their places; nobody may be writing them.</summary>
    public static void ClearUnfinished(IEnumerable<string> paths)
    {
        HashSet<string> targets = [.. paths.Select(Target)];
        foreach (string folder in targets.Select(target => Path.GetDirectoryName(target)!).Distinct().Where(Directory.Exists))
        {
            foreach (string place in Directory.EnumerateFiles(folder, "*.tmp"))
            {
                string target = Path.ChangeExtension(Path.ChangeExtension(place, null), null);
                if (targets.Contains(target) && place.Length == target.Length + UnfinishedLength) Delete(place);
            }
        }
    }

    /// <summary>Returns where a path leads: a link stays one, and what it leads to is replaced.</summary>
    public static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    private static (FileStream File, string Place, string Target) Begin(string path)
    {
        try
        {
            string target = Target(path);
            if (Directory.Exists(target)) throw new FraudMlException($"'{path}' can't be written. It is a directory: name a file in it.");
            bool isDevice = target.StartsWith("/dev/", StringComparison.Ordinal)
                && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);
            string place = isDevice ? target : $"{target}.{Guid.NewGuid():N}.tmp";
            FileMode mode = isDevice ? FileMode.Open : FileMode.CreateNew;
            return (new FileStream(place, mode, FileAccess.Write, FileShare.None, 1 << 16), place, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FraudMlException($"'{path}' can't be written. Check that its folder is there and may be written to.", e);
        }
    }

    /// <summary>Opens a file for reading from front to back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What was expected, with its article, for messages.</param>
    public static FileStream Open(string path, string what)
    {
        if (Directory.Exists(path)) throw new FraudMlException($"'{path}' is a directory, and {what} was expected.");
        if (!File.Exists(path)) throw new FraudMlException($"There is no file '{path}'. Check the path.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"'{Path.GetFileName(path)}' can't be read: another process has it, or access to it is denied.", e);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What can't be deleted was hardly made; the first error is the one to tell.
        }
    }
}
