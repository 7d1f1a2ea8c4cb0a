namespace FraudMl.Mlflow;

/// <summary>Keeps what can be read only once in a file, so that a failed upload can be sent again.</summary>
internal static class RepeatableStream
{
    /// <summary>Returns the stream itself where it can be read again, else a copy, which the caller disposes.</summary>
    public static async Task<Stream> OfAsync(Stream content, CancellationToken cancellationToken)
    {
        if (content.CanSeek)
            return content;
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await copy.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        copy.Position = 0;
        return copy;
    }
}
