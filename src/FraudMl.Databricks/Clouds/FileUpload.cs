using System.Globalization;
using System.Text;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Uploads a file as its storage takes it; what is there already when a right expires stays there.</summary>
internal sealed class FileUpload(StorageClient storage, IFileAccess access, string path, CancellationToken cancellationToken)
{
    // As MLflow's own client has it: parts of 10 MiB, S3 from 500 MiB on in parts.
    private const int PartLength = 10 << 20;
    private const long LongestWhole = 500L << 20;

    /// <exception cref="DatabricksException">Thrown when the storage refuses it.</exception>
    public async Task RunAsync(Stream content)
    {
        if (content.Length > LongestWhole
            && await access.BeginPartsAsync(path, PartCount(content), cancellationToken).ConfigureAwait(false) is { } parted)
        {
            await UploadPartsAsync(content, parted).ConfigureAwait(false);
            return;
        }

        SignedFile first = await access.SignAsync(path, isWrite: true, isRefused: false, cancellationToken).ConfigureAwait(false);
        var right = new Right(first, access, path, cancellationToken);
        await (first.Kind switch
        {
            SignedKind.AzureBlocks => UploadBlocksAsync(content, right),
            SignedKind.AzureLake => AppendAsync(content, right),
            _ => PutAsync(right.SignAsync, HttpMethod.Put, "", () => Whole(content)),
        }).ConfigureAwait(false);
    }

    private static int PartCount(Stream content) => checked((int)((content.Length + PartLength - 1) / PartLength));

    // It stays open for the next attempt.
    private static StreamContent Whole(Stream content)
    {
        content.Position = 0;
        var body = new StreamContent(new UnclosedStream(content));
        body.Headers.ContentLength = content.Length;
        return body;
    }

    private async Task UploadPartsAsync(Stream content, IPartedUpload parted)
    {
        try
        {
            string[] tags = new string[PartCount(content)];
            await ForEachPartAsync(content, async (part, body) => tags[part] = await PutAsync(
                isRefused => parted.SignAsync(part + 1, isRefused, cancellationToken), HttpMethod.Put, "", body).ConfigureAwait(false))
                .ConfigureAwait(false);
            await parted.CompleteAsync(tags, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await parted.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task UploadBlocksAsync(Stream content, Right right)
    {
        var list = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?><BlockList>""");
        await ForEachPartAsync(content, async (part, body) =>
        {
            string id = Convert.ToBase64String(Encoding.ASCII.GetBytes(part.ToString("D8", CultureInfo.InvariantCulture)));
            await PutAsync(right.SignAsync, HttpMethod.Put, $"comp=block&blockid={Uri.EscapeDataString(id)}", body).ConfigureAwait(false);
            list.Append("<Uncommitted>").Append(id).Append("</Uncommitted>");
        }).ConfigureAwait(false);
        byte[] whole = Encoding.UTF8.GetBytes(list.Append("</BlockList>").ToString());
        await PutAsync(right.SignAsync, HttpMethod.Put, "comp=blocklist", () => new ByteArrayContent(whole)).ConfigureAwait(false);
    }

    private async Task AppendAsync(Stream content, Right right)
    {
        await PutAsync(right.SignAsync, HttpMethod.Put, "resource=file", () => new ByteArrayContent([])).ConfigureAwait(false);
        await ForEachPartAsync(content, (part, body) => PutAsync(right.SignAsync, HttpMethod.Patch,
            FormattableString.Invariant($"action=append&position={(long)part * PartLength}"), body)).ConfigureAwait(false);
        await PutAsync(right.SignAsync, HttpMethod.Patch, FormattableString.Invariant($"action=flush&position={content.Length}"),
            () => new ByteArrayContent([])).ConfigureAwait(false);
    }

    private async Task ForEachPartAsync(Stream content, Func<int, Func<HttpContent>, Task> send)
    {
        byte[] buffer = new byte[Math.Min(PartLength, content.Length)];
        content.Position = 0;
        for (int part = 0; part < PartCount(content); part++)
        {
            int length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            await send(part, () => new ByteArrayContent(buffer, 0, length)).ConfigureAwait(false);
        }
    }

    // Returns the tag of what was put.
    private async Task<string> PutAsync(
        Func<bool, Task<SignedFile>> sign, HttpMethod method, string query, Func<HttpContent> body)
    {
        using HttpResponseMessage response = await storage.SendAsync(sign, file => file.Request(method, query, body()), cancellationToken)
            .ConfigureAwait(false);
        return response.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.First() : "";
    }

    /// <summary>The right that counts now.</summary>
    private sealed class Right(SignedFile first, IFileAccess access, string path, CancellationToken cancellationToken)
    {
        private SignedFile _current = first;

        public async Task<SignedFile> SignAsync(bool isRefused) => isRefused
            ? _current = await access.SignAsync(path, isWrite: true, isRefused, cancellationToken).ConfigureAwait(false)
            : _current;
    }
}
