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
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long arrived = 0;
        Stream content = await store.OpenReadAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            FileStream file = File.Create(path);
            await using (file.ConfigureAwait(false))
            {
                byte[] buffer = new byte[1 << 16];
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
                {
                    await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                    arrived += count;
                    Tell(relative, arrived);
                }
            }
        }

        if (size is { } expected && arrived != expected)
            throw Damaged(path, $"The artifact '{relative}' arrived with {arrived} of {expected} bytes. Download it again.");
        _byteCount += arrived;
    }

    /// <summary>Refuses files of a folder, or the one file, that do not have their SHA-256.</summary>
    public static void Check(string root, IReadOnlyDictionary<string, string> sha256)
    {
        foreach ((string relative, string expected) in sha256)
        {
            string path = File.Exists(root) ? root : Path.Combine(root, ArtifactPath.Checked(relative));
            if (!File.Exists(path))
                throw MlflowException.NotFound($"The artifact '{relative}', whose SHA-256 is to be checked, is not among what was downloaded.");
            using FileStream file = File.OpenRead(path);
            string found = Convert.ToHexStringLower(SHA256.HashData(file));
            if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
                throw new MlflowException(MlflowErrorCodes.InternalError, $"The artifact '{relative}' has the SHA-256 {found} instead of {expected}: it was changed or damaged. Download it again; if that does not help, log it again.");
        }
    }

    private void Tell(string relative, long position) => progress?.Report(new MlflowTransfer(relative, _byteCount + position, totalByteCount));

    private static MlflowException Damaged(string path, string message)
    {
        File.Delete(path);
        return new MlflowException(MlflowErrorCodes.InternalError, message);
    }
}
