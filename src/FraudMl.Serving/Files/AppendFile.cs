using Microsoft.Win32.SafeHandles;

namespace FraudMl.Serving;

/// <summary>A file that only grows, by whole pieces: what could not be written whole is written over by the next piece.</summary>
internal sealed class AppendFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private AppendFile(string path, SafeFileHandle handle, long length) => (Path, _handle, Length) = (path, handle, length);

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Makes a folder this writer's own, until what is returned is disposed or the process ends, however it ends.</summary>
    /// <exception cref="IOException">Thrown when another writer has it.</exception>
    public static FileStream Own(string directory)
    {
        try
        {
            return new FileStream(
                System.IO.Path.Combine(directory, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException("another server or model writes there", taken);
        }
    }

    /// <summary>Opens a file, and cuts what is behind a length.</summary>
    /// <exception cref="IOException">Thrown when it can't be written.</exception>
    public static AppendFile Open(string path, long length)
    {
        try
        {
            SafeFileHandle handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            if (RandomAccess.GetLength(handle) > length) RandomAccess.SetLength(handle, length);
            return new AppendFile(path, handle, length);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }

    /// <summary>Gives a piece to the operating system: a process that is killed afterwards does not lose it.</summary>
    /// <exception cref="IOException">Thrown when it can't be written, for example to a full disk; nothing of it counts then.</exception>
    public void Append(ReadOnlySpan<byte> piece, bool isFlushed = false)
    {
        RandomAccess.Write(_handle, piece, Length);
        if (isFlushed) RandomAccess.FlushToDisk(_handle);
        Length += piece.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Closes the file, without what is behind its end: half a piece that a full disk took.</summary>
    public void Dispose()
    {
        try
        {
            if (!_handle.IsClosed && RandomAccess.GetLength(_handle) > Length) RandomAccess.SetLength(_handle, Length);
        }
        catch (IOException)
        {
            // Whoever opens it next cuts it off.
        }

        _handle.Dispose();
    }
}
