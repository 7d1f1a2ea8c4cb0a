using System.Net.Http.Headers;

namespace FraudMl;

/// <summary>How a storage takes a file.</summary>
internal enum SignedKind
{
    /// <summary>In one request, as S3, GCS and the Files API do.</summary>
    Whole,

    /// <summary>In blocks and a list of them (Azure Blob Storage).</summary>
    AzureBlocks,

    /// <summary>Created, appended to and flushed (Azure Data Lake Storage).</summary>
    AzureLake,
}

/// <summary>The address of a file with the right to read or write it. It is a secret.</summary>
/// <param name="Address">The address.</param>
/// <param name="Headers">What is sent along.</param>
/// <param name="Kind">How the storage takes the file.</param>
internal sealed record SignedFile(Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers, SignedKind Kind)
{
    /// <summary>Returns the file at an address that came from outside.</summary>
    /// <exception cref="DatabricksException">Thrown when it is no https address.</exception>
    public static SignedFile Of(string? address, IEnumerable<KeyValuePair<string, string>>? headers, SignedKind kind) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? new SignedFile(uri, [.. headers ?? []], kind)
            : throw new DatabricksException(
                "Databricks gave an address of a file that is no https address. Check the workspace's storage.");

    /// <summary>Returns a request without a log-in of the workspace.</summary>
    /// <param name="method">The method.</param>
    /// <param name="query">What is added to the query; empty for nothing.</param>
    /// <param name="content">The body, if any.</param>
    public HttpRequestMessage Request(HttpMethod method, string query = "", HttpContent? content = null)
    {
        var address = new UriBuilder(Address);
        if (query.Length > 0) address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{query}" : query;
        var request = new HttpRequestMessage(method, address.Uri) { Content = content };
        foreach ((string name, string value) in Headers)
        {
            // What says how a whole blob is put is wrong with any other request.
            if (Kind == SignedKind.AzureLake && name.Equals("x-ms-blob-type", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, value)) Add(content?.Headers, name, value);
        }

        return request;
    }

    public override string ToString() => "a signed address";

    private static void Add(HttpContentHeaders? headers, string name, string value)
    {
        if (headers is null || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) return;
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
