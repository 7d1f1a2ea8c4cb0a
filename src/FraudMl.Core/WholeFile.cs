namespace FraudMl;

/// <summary>Files that are there whole or not at all; what goes wrong is said in one sentence.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside its place, to the disk, and moves it there: a process killed before leaves what was there.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e)
        {
            Delete(unfinished);
            if (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                throw new FraudMlException($"'{path}' can't be written. Check that its folder is there and may be written to.", e);
            throw;
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
