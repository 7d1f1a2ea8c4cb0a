namespace FraudMl;

/// <summary>Writes files that stand under their names only when they are whole.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file, replacing one that is there; until it is whole it is called <c>.partial</c>, and when it can't become so it
    /// is deleted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
    public static T Write<T>(string path, Func<Stream, T> write)
    {
        string target = Target(path);
        bool isDevice = target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);
        string place = isDevice ? target : $"{target}.partial";
        FileStream file = DataFile.Create(path, place);
        try
        {
            T result;
            using (file) result = write(file);
            if (!isDevice) File.Move(place, target, overwrite: true);
            return result;
        }
        catch (Exception e)
        {
            if (!isDevice) File.Delete(place);
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw new FraudMlException($"'{path}' can't be written: {e.Message.TrimEnd('.')}. Nothing new stands under that name.", e);
        }
    }

    // A link stays one, and what it leads to is replaced.
    private static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
}
