using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Turns what a server or the network answers into <see cref="MlflowException"/>.</summary>
internal static class HttpErrors
{
    private const int ExcerptLength = 200;

    public static async Task<MlflowException> OfAnswerAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (TryRead(text) is { ErrorCode: { } code } body)
            return new MlflowException(code, body.Message ?? code, response.StatusCode) { Request = Name(response.RequestMessage) };
        string excerpt = text.Length > ExcerptLength ? text[..ExcerptLength] + "…" : text;
        if ((int)response.StatusCode is 401 or 403)
            return OfLogin(response, excerpt);
        return new MlflowException(
            MlflowErrorCodes.CodeOf(response.StatusCode),
            $"{Describe(response.RequestMessage)} was answered with status {(int)response.StatusCode} and no MLflow error "
            + $"({ContentType(response)}): {excerpt.Trim()} "
                + "Check the tracking URI, and what stands between here and the server.",
            response.StatusCode)
        { Request = Name(response.RequestMessage), IsForeign = true };
    }

    private static MlflowException OfLogin(HttpResponseMessage response, string excerpt) => new(
        MlflowErrorCodes.CodeOf(response.StatusCode),
        $"{Describe(response.RequestMessage)} was refused with status {(int)response.StatusCode}: "
            + ((int)response.StatusCode == 401 ? "the log-in is missing, wrong or no longer good. " : "the log-in does not allow it. ")
            + "Check MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD. "
            + $"The answer ({ContentType(response)}): {excerpt.Trim()}",
        response.StatusCode)
    { Request = Name(response.RequestMessage), IsForeign = true };

    public static MlflowException OfUnreadableAnswer(HttpResponseMessage response, Exception? error) => new(
        MlflowErrorCodes.InternalError,
        $"{Describe(response.RequestMessage)} was answered with {ContentType(response)} that is not MLflow's JSON. "
            + "Check the tracking URI: a log-in page or another service may have answered.",
        innerException: error)
    { Request = Name(response.RequestMessage), IsForeign = true };

    /// <summary>Whether the answer is a page, which MLflow's API never gives: a redirect to a log-in looks like success.</summary>
    public static bool IsPage(HttpResponseMessage response) => ContentType(response) == "text/html";

    /// <summary>Returns the error of a request that got no answer, and what to check then.</summary>
    public static MlflowException OfTransport(HttpRequestMessage request, Exception error, string wayOut) => new(
        MlflowErrorCodes.TemporarilyUnavailable,
        error is TokenException
            ? $"{Describe(request)} was not sent: {error.Message} Check TokenSource in the options."
            : $"{Describe(request)} got no answer: {error.Message.TrimEnd('.')}. {wayOut}",
        innerException: error)
    { Request = Name(request) };

    private static string? Name(HttpRequestMessage? request) =>
        request is null ? null : $"{request.Method} {request.RequestUri?.AbsolutePath}";

    private static string Describe(HttpRequestMessage? request) =>
        request is null ? "The MLflow request" : $"{request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}";

    private static string ContentType(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType ?? "no content type";

    private static MlflowErrorBody? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MlflowJsonContext.Default.MlflowErrorBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
