using System.Net;

namespace FraudMl.Mlflow;

/// <summary>Writes files of this machine whole or not at all, and says what the disk refuses.</summary>
internal static class LocalFiles
{
    private const string Prefix = ".mlflow-";
    private const string Suffix = ".tmp";
    private const int UnixDiskFull = 28;
    private const int UnixQuotaReached = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether that is the name of a file that is being written.</summary>
    public static bool IsUnfinished(string name) =>
        name.Length == Prefix.Length + 32 + Suffix.Length
        && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Writes a file beside its place and moves it there, so that nobody ever reads half a file.</summary>
    /// <param name="path">Its place; a file that is there is replaced, missing folders are made.</param>
    /// <param name="what">What it is called in messages.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="MlflowException">Thrown when there can't be such a file, or the disk is full.</exception>
    public static async Task<T> WriteAsync<T>(string path, string what, Func<Stream, Task<T>> write)
    {
        // Of a fixed length: the file's own name may be as long as the system allows.
        string unfinished = Path.Combine(Path.GetDirectoryName(path)!, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            T result;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            await using (file.ConfigureAwait(false))
                result = await write(file).ConfigureAwait(false);
            if (Directory.Exists(path))
                throw MlflowException.Invalid($"{what} can't be written: there is a folder of that name.");
            File.Move(unfinished, path, overwrite: true);
            return result;
        }
        catch (Exception error)
        {
            Delete(unfinished);
            if (error is IOException or UnauthorizedAccessException or NotSupportedException)
                throw Refused(what, error);
            throw;
        }
    }

    /// <summary>Says why the disk refuses a file; without its place, which is nobody's business behind a server.</summary>
    public static MlflowException Refused(string what, Exception error) => IsDiskFull(error)
        ? new MlflowException(
            MlflowErrorCodes.TemporarilyUnavailable,
            $"{what} can't be written: the disk is full. Make room, and try again.",
            HttpStatusCode.InsufficientStorage,
            error)
        : new MlflowException(
            MlflowErrorCodes.InvalidParameterValue,
            $"{what} can't be written: its name may be too long, a file may stand where it needs a folder, "
                + "or the folder may not be written.",
            innerException: error);

    private static bool IsDiskFull(Exception error) =>
        error.HResult is UnixDiskFull or UnixQuotaReached or WindowsDiskFull or WindowsHandleDiskFull;

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What made the writing fail is what matters.
        }
    }
}
