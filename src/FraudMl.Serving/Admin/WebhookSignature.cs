using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>Whether a webhook was signed with the secret: as MLflow does, or as the workspace registry of Databricks does.</summary>
internal sealed class WebhookSignature(string secret, TimeProvider time)
{
    private const string Version = "v1,";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Returns whether the body of a request is what the sender signed; one of MLflow a few minutes ago at most.</summary>
    public bool IsGood(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        Span<byte> got = stackalloc byte[HMACSHA256.HashSizeInBytes], expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        got.Clear();
        string mlflow = headers["X-MLflow-Signature"].ToString(), databricks = headers["X-Databricks-Signature"].ToString();
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        bool isReadable;
        if (mlflow.Length > 0)
        {
            string sent = headers["X-MLflow-Timestamp"].ToString();
            hmac.AppendData(Encoding.UTF8.GetBytes($"{headers["X-MLflow-Delivery-Id"]}.{sent}."));
            isReadable = IsNow(sent) && mlflow.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(mlflow[Version.Length..], got, out int length) && length == got.Length;
        }
        else
        {
            isReadable = databricks.Length == 2 * got.Length && databricks.All(char.IsAsciiHexDigit);
            if (isReadable) Convert.FromHexString(databricks, got, out _, out _);
        }

        hmac.AppendData(body);
        hmac.GetHashAndReset(expected);
        return CryptographicOperations.FixedTimeEquals(expected, got) & isReadable;
    }

    private bool IsNow(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long sent) && sent < 253_402_300_800
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(sent)).Duration() <= Tolerance;
}
