using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl;

/// <summary>Keys of AWS, or of a storage that speaks as S3 does. They are secrets.</summary>
internal sealed record AwsKeys(string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    public override string ToString() => "keys";
}

/// <summary>Signs addresses of S3 by Signature Version 4 in the query, as
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html defines it.</summary>
internal static class SigV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const int Hour = 3600;

    /// <summary>Returns an address that is good for a while, at most as long as the keys are.</summary>
    /// <param name="method">The only method it is good for.</param>
    /// <param name="host">The host.</param>
    /// <param name="path">The path from the slash on, not encoded.</param>
    /// <param name="query">Further parameters, not encoded.</param>
    /// <param name="headers">What must be sent along with it, by lower-case names.</param>
    /// <param name="region">The region of the bucket.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="now">The time.</param>
    /// <param name="seconds">How long it is good.</param>
    public static Uri Sign(
        HttpMethod method, string host, string path, IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers, string region, AwsKeys keys, DateTimeOffset now,
        int seconds = Hour)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), day = time[..8];
        string scope = $"{day}/{region}/s3/aws4_request";
        KeyValuePair<string, string>[] signed =
            [.. headers.Append(new("host", host)).OrderBy(header => header.Key, StringComparer.Ordinal)];
        string names = string.Join(';', signed.Select(header => header.Key));
        List<KeyValuePair<string, string>> parameters =
        [
            .. query,
            new("X-Amz-Algorithm", Algorithm),
            new("X-Amz-Credential", $"{keys.AccessKeyId}/{scope}"),
            new("X-Amz-Date", time),
            new("X-Amz-Expires", seconds.ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-SignedHeaders", names),
        ];
        if (keys.SessionToken is { } token) parameters.Add(new("X-Amz-Security-Token", token));
        string canonicalQuery = string.Join('&', parameters
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));
        string canonicalPath = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        string canonical = string.Join('\n',
            [method.Method, canonicalPath, canonicalQuery, .. signed.Select(header => $"{header.Key}:{header.Value.Trim()}"), "", names,
                "UNSIGNED-PAYLOAD"]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        string text = string.Join('\n', Algorithm, time, scope, hash);
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + keys.SecretAccessKey);
        foreach (string part in (string[])[day, region, "s3", "aws4_request"]) key = Hash(key, part);
        return new Uri($"https://{host}{canonicalPath}?{canonicalQuery}&X-Amz-Signature={Convert.ToHexStringLower(Hash(key, text))}");
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
