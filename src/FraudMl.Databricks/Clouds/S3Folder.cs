using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>A folder of S3 (<c>s3://bucket/path</c>) or R2 (<c>r2://bucket@account.r2.cloudflarestorage.com/path</c>).</summary>
internal sealed class S3Folder : CloudFolder
{
    private readonly string _host, _prefix, _region;
    private readonly TimeProvider _time;

    private S3Folder(StorageClient storage, string host, string prefix, string root, string region, TimeProvider time)
        : base(storage, root) => (_host, _prefix, _region, _time) = (host, prefix, region, time);

    /// <summary>Returns a folder; the region of a bucket of AWS is asked for.</summary>
    public static async Task<S3Folder> OpenAsync(
        Uri location, StorageClient storage, TimeProvider time, CancellationToken cancellationToken)
    {
        string root = Uri.UnescapeDataString(location.AbsolutePath).Trim('/');
        if (location.Scheme == "r2") return new S3Folder(storage, location.Host, $"/{location.UserInfo}", root, "auto", time);
        string bucket = location.Host;
        // Certificates do not cover names with further dots.
        bool isDotted = bucket.Contains('.', StringComparison.Ordinal);
        using HttpResponseMessage head = await storage.HeadAsync(
            new Uri(isDotted ? $"https://s3.amazonaws.com/{bucket}" : $"https://{bucket}.s3.amazonaws.com/"), cancellationToken)
            .ConfigureAwait(false);
        string region = head.Headers.TryGetValues("x-amz-bucket-region", out IEnumerable<string>? named)
            ? named.First()
            : throw new DatabricksException(
                $"S3 does not say in which region the bucket '{bucket}' is. Check that it may be reached from here.");
        return isDotted
            ? new S3Folder(storage, $"s3.{region}.amazonaws.com", $"/{bucket}", root, region, time)
            : new S3Folder(storage, $"{bucket}.s3.{region}.amazonaws.com", "", root, region, time);
    }

    public override SignedFile Sign(CloudCredentials credentials, string path, bool isWrite)
    {
        KeyValuePair<string, string>[] headers = isWrite ? Encryption(credentials) : [];
        Uri address = SigV4.Sign(isWrite ? HttpMethod.Put : HttpMethod.Get, _host, $"{_prefix}/{PathOf(path)}", [], headers, _region,
            credentials.Keys, _time.GetUtcNow());
        return new SignedFile(address, headers, SignedKind.Whole);
    }

    public override async Task<IReadOnlyList<MlflowFileInfo>> ListAsync(
        Func<bool, Task<CloudCredentials>> credentials, string folder, CancellationToken cancellationToken)
    {
        List<MlflowFileInfo> files = [];
        string prefix = PathOf(folder) + "/";
        string? next = null;
        do
        {
            List<KeyValuePair<string, string>> query = [new("list-type", "2"), new("prefix", prefix), new("delimiter", "/")];
            if (next is not null) query.Add(new("continuation-token", next));
            byte[] answer = await Storage.ReadAsync(async isRefused =>
            {
                AwsKeys keys = (await credentials(isRefused).ConfigureAwait(false)).Keys;
                Uri address = SigV4.Sign(HttpMethod.Get, _host, $"{_prefix}/", query, [], _region, keys, _time.GetUtcNow());
                return new SignedFile(address, [], SignedKind.Whole);
            }, "", cancellationToken).ConfigureAwait(false);
            XElement page = Parse(answer);
            files.AddRange(Children(page, "CommonPrefixes").Select(entry => Folder(Text(entry, "Prefix"))));
            // The folder itself, where something made it a file.
            files.AddRange(Children(page, "Contents").Where(entry => Text(entry, "Key") != prefix)
                .Select(entry => File(Text(entry, "Key"), long.Parse(Text(entry, "Size"), CultureInfo.InvariantCulture))));
            next = Text(page, "IsTruncated") == "true" ? Text(page, "NextContinuationToken") : null;
        }
        while (next is not null);
        return files;
    }

    private static KeyValuePair<string, string>[] Encryption(CloudCredentials credentials)
    {
        const string name = "x-amz-server-side-encryption";
        return credentials.EncryptionDetails?.SseEncryptionDetails switch
        {
            { Algorithm: "AWS_SSE_S3" } => [new(name, "AES256")],
            { Algorithm: "AWS_SSE_KMS", AwsKmsKeyArn: { Length: > 0 } key } => [new(name, "aws:kms"), new($"{name}-aws-kms-key-id", key)],
            { Algorithm: "AWS_SSE_KMS" } => [new(name, "aws:kms")],
            _ => [],
        };
    }

    private static XElement Parse(byte[] answer)
    {
        try
        {
            using var stream = new MemoryStream(answer);
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(stream, settings);
            return XElement.Load(reader);
        }
        catch (XmlException error)
        {
            throw new DatabricksException(
                "The storage of the model version answered a list of files that can't be read. Try it again.", error);
        }
    }

    private static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    private static string Text(XElement parent, string name) => Children(parent, name).FirstOrDefault()?.Value ?? "";
}
