using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Turns what a scoring server answers instead of scores into <see cref="MlflowException"/>.</summary>
internal static class ScoringErrors
{
    private const int ExcerptLength = 500;

    public static async Task<MlflowException> OfAnswerAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        (string? code, string? message) = Read(text);
        HttpRequestMessage? request = response.RequestMessage;
        string place = request is null ? "The request" : $"{request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}";
        string hint = (int)response.StatusCode switch
        {
            401 or 403 => " Check the token, or user name and password.",
            404 => " Check the address: it ends before /invocations.",
            429 => " Send fewer requests at once, or try it again later.",
            >= 500 => " Try it again later, or look at the server's logs.",
            _ => "",
        };
        return new MlflowException(code ?? MlflowErrorCodes.CodeOf(response.StatusCode),
            $"{place} was answered with status {(int)response.StatusCode}: {Excerpt(message ?? text)}{hint}", response.StatusCode)
        {
            Request = request is null ? null : $"{request.Method} {request.RequestUri?.AbsolutePath}",
            IsForeign = code is null,
        };
    }

    /// <summary>Returns the error of one line among others.</summary>
    public static MlflowException OfLine(JsonElement error)
    {
        (string? code, string? message) = Read(error);
        return new MlflowException(code ?? MlflowErrorCodes.InvalidParameterValue, Excerpt(message ?? "The server gives no reason."));
    }

    /// <summary>Returns the error of an answer that says nothing of the transactions.</summary>
    public static MlflowException OfUnreadable(string problem, Exception? cause = null) => new(
        MlflowErrorCodes.InternalError, $"The scoring server's answer can't be read: {problem} Check the address, and what answers there.",
        innerException: cause);

    private static (string? Code, string? Message) Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    // MLflow and Databricks have error_code and message, problem details a detail, and so do FastAPI's own errors.
    private static (string? Code, string? Message) Read(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object ? (TextOf(error, "error_code"), TextOf(error, "message") ?? TextOf(error, "detail")
            ?? TextOf(error, "error") ?? TextOf(error, "title")) : (null, null);

    private static string? TextOf(JsonElement error, string name) =>
        error.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Excerpt(string text)
    {
        text = text.Trim();
        return text.Length > ExcerptLength ? text[..ExcerptLength] + "…" : text;
    }
}
