using System.Security.Cryptography;

namespace FraudMl.Mlflow;

/// <summary>Moves files one after the other, tells how far it is, and checks what arrived.</summary>
internal sealed class FileTransfer(IMlflowArtifactStore store, IProgress<MlflowTransfer>? progress, long? totalByteCount)
{
    private long _byteCount;

    public async Task UploadAsync(string uri, string relative, string file, CancellationToken cancellationToken)
    {
        FileStream content = File.OpenRead(file);
        await using (content.ConfigureAwait(false))
        {
            using var counted = new UnclosedStream(content, position => Tell(relative, position));
            await store.WriteAsync(uri, counted, cancellationToken).ConfigureAwait(false);
            _byteCount += content.Length;
        }
    }

    public async Task DownloadAsync(string uri, string relative, string path, long? size, CancellationToken cancellationToken)
    {
        Stream content = await store.OpenReadAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            _byteCount += await LocalFiles.WriteAsync(
                path,
                $"The artifact '{relative}'",
                file => CopyAsync(content, file, relative, size, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses files of a folder, or the one file, that do not have their SHA-256.</summary>
    public static void Check(string root, IReadOnlyDictionary<string, string> sha256)
    {
        foreach ((string relative, string expected) in sha256)
        {
            string path = File.Exists(root) ? root : ArtifactPath.PlaceIn(root, relative);
            if (!File.Exists(path))
                throw MlflowException.NotFound(
                    $"The artifact '{relative}', whose SHA-256 is to be checked, is not among what was downloaded.");
            using FileStream file = File.OpenRead(path);
            string found = Convert.ToHexStringLower(SHA256.HashData(file));
            if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
                throw new MlflowException(MlflowErrorCodes.InternalError,
                    $"The artifact '{relative}' has the SHA-256 {found} instead of {expected}: it was changed or damaged. Download it "
                    + $"again; if that does not help, log it again.");
        }
    }

    private async Task<long> CopyAsync(Stream content, Stream file, string relative, long? size, CancellationToken cancellationToken)
    {
        long arrived = 0;
        byte[] buffer = new byte[1 << 16];
        // More than was listed is not waited for: it may have no end.
        while (arrived <= (size ?? long.MaxValue)
            && await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            arrived += count;
            Tell(relative, arrived);
        }

        return size is { } expected && arrived != expected
            ? throw new MlflowException(
                MlflowErrorCodes.InternalError, $"The artifact '{relative}' arrived with {arrived} of {expected} bytes. Download it again.")
            : arrived;
    }

    private void Tell(string relative, long position) =>
        progress?.Report(new MlflowTransfer(relative, _byteCount + position, totalByteCount));
}
