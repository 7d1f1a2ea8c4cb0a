using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>Takes deliveries whose signature, time and id are good.</summary>
internal sealed class WebhookReceiver(string secret, Func<MlflowWebhookMessage, CancellationToken, Task> handle,
    MlflowWebhookOptions options, TimeProvider time)
{
    private const string Version = "v1,";
    private const string SecondsUntilDecided = "5";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    // A time that is ahead by the tolerance stays good for twice as long.
    private readonly DeliveryLog _log = new(2 * options.Tolerance, time);

    public async Task ReceiveAsync(HttpContext context)
    {
        try
        {
            MlflowWebhookMessage message = await VerifiedAsync(context).ConfigureAwait(false);
            switch (_log.Begin(message.DeliveryId))
            {
                case DeliveryEntry.Handled:
                    throw new MlflowException("RESOURCE_CONFLICT", "This delivery was taken before.", System.Net.HttpStatusCode.Conflict);
                case DeliveryEntry.AtWork:
                    // A sender gives up on a 409, and the first may yet fail.
                    context.Response.Headers.RetryAfter = SecondsUntilDecided;
                    throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable,
                        "This delivery is being handled. Send it again if you do not learn how that ends.");
            }

            bool isHandled = false;
            try
            {
                await handle(message, context.RequestAborted).ConfigureAwait(false);
                isHandled = true;
            }
            finally
            {
                _log.End(message.DeliveryId, isHandled);
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (MlflowException refused)
        {
            await Answer.ErrorAsync(context, refused).ConfigureAwait(false);
        }
    }

    private async Task<MlflowWebhookMessage> VerifiedAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string id = headers["X-MLflow-Delivery-Id"].ToString();
        string sent = headers["X-MLflow-Timestamp"].ToString();
        string signature = headers["X-MLflow-Signature"].ToString();
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(context, options.MaxBodyBytes).ConfigureAwait(false);
        if (id.Length is 0 or > 256 || !IsSigned(id, sent, body.Span, signature))
            throw Unsigned("The signature is missing or wrong. Check that both sides have the same secret.");
        // A signed time is a number: only the sender can sign.
        bool isTime = long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253_402_300_800;
        if (!isTime || (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > options.Tolerance)
            throw Unsigned($"The delivery's time is not within {options.Tolerance} of this machine's.");
        return Parse(id, DateTimeOffset.FromUnixTimeSeconds(seconds), body);
    }

    private bool IsSigned(string id, string sent, ReadOnlySpan<byte> body, string signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{sent}."));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        Span<byte> got = stackalloc byte[HMACSHA256.HashSizeInBytes];
        got.Clear();
        bool isReadable = signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(signature[Version.Length..], got, out int length) && length == got.Length;
        return CryptographicOperations.FixedTimeEquals(expected, got) & isReadable;
    }

    private static MlflowWebhookMessage Parse(string id, DateTimeOffset sent, ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement json = JsonDocument.Parse(body).RootElement;
            return new MlflowWebhookMessage
            {
                DeliveryId = id,
                SentAt = sent,
                Entity = json.GetProperty("entity").GetString() ?? "",
                Action = json.GetProperty("action").GetString() ?? "",
                Data = json.TryGetProperty("data", out JsonElement data) ? data : default,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MlflowException(MlflowErrorCodes.BadRequest,
                "The delivery is no JSON of an MLflow webhook: it needs entity and action.");
        }
    }

    private static MlflowException Unsigned(string message) => new(MlflowErrorCodes.Unauthenticated, message);
}
