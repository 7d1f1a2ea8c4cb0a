using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Says in one sentence what a call was answered. Addresses are told without what stands behind the path, which signs
/// links.</summary>
internal static class CallErrors
{
    private const int LongestMessage = 2000;

    public static DatabricksException OfAnswer(
        HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body, bool isRenewed = false)
    {
        ErrorBody? error = TryRead(body);
        string? code = error?.ErrorCode ?? error?.Error, message = error?.Message ?? error?.ErrorDescription;
        // Entra tells its trace below what is wrong.
        if (code == error?.Error && message?.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end) message = message[..end].TrimEnd();
        if (message?.Length > LongestMessage) message = message[..LongestMessage] + "…";
        string said = message is null ? "" : ": " + message.TrimEnd('.');
        return new DatabricksException(
            $"{Name(request)} was answered with status {(int)response.StatusCode}{(code is null ? "" : $" ({code})")}{said}."
            + WayOut(response.StatusCode, isRenewed))
        { StatusCode = response.StatusCode, ErrorCode = code };
    }

    public static DatabricksException OfUnreadable(HttpRequestMessage request, HttpResponseMessage response, Exception cause) => new(
        $"{Name(request)} was answered with {response.Content.Headers.ContentType?.MediaType ?? "something"} that is not Databricks' "
        + "JSON. Check that the host is a workspace, and what stands between here and there.", cause) { StatusCode = response.StatusCode };

    public static DatabricksException OfTransport(HttpRequestMessage request, Exception cause) => new(
        $"{Name(request)} got no answer: {cause.Message.TrimEnd('.')}. Check the host, and what stands between here and there.", cause);

    private static string Name(HttpRequestMessage request) => $"{request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}";

    private static string WayOut(HttpStatusCode status, bool isRenewed) => status switch
    {
        HttpStatusCode.Unauthorized when isRenewed => " The token was renewed once, and the new one is refused too: check that the "
            + "principal is active and a member of the workspace.",
        HttpStatusCode.Unauthorized => " The log-in is wrong or no longer good: check it, or make a new one.",
        HttpStatusCode.Forbidden => " The log-in does not allow it: docs/databricks.md lists what it needs.",
        HttpStatusCode.TooManyRequests => " Lower DatabricksOptions.RequestsPerSecond, or raise RetryTimeout.",
        >= HttpStatusCode.InternalServerError => " Try it again later, or raise RetryTimeout.",
        _ => "",
    };

    private static ErrorBody? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ErrorJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An error of the API, or of the place where tokens are issued.</summary>
internal sealed record ErrorBody(
    [property: JsonPropertyName("error_code")] string? ErrorCode,
    [property: JsonPropertyName("message")] string? Message,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("error_description")] string? ErrorDescription);

[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
