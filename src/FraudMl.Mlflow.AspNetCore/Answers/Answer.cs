using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow;

/// <summary>Writes answers in MLflow's forms: JSON, JSON errors, and the HTML pages of its web framework.</summary>
internal static class Answer
{
    private const int LongestMessage = 10_000;

    private static readonly byte[] _empty = "{}"u8.ToArray();

    /// <summary>Writes a wire type as JSON; nothing is written as <c>{}</c>.</summary>
    public static Task JsonAsync(HttpContext context, object? result) =>
        BytesAsync(context, StatusCodes.Status200OK, "application/json", result switch
    {
        null => _empty,
        JsonNode json => Encoding.UTF8.GetBytes(json.ToJsonString()),
        _ => JsonSerializer.SerializeToUtf8Bytes(result, MlflowJson.Options.GetTypeInfo(result.GetType())),
    });

    public static Task ErrorAsync(HttpContext context, MlflowException error)
    {
        var body = new Dictionary<string, string> { ["error_code"] = error.ErrorCode, ["message"] = Cut(error.Message) };
        if (ErrorClass.Of(error) is { } known)
        {
            body["sqlstate"] = known.SqlState;
            body["error_class"] = known.Name;
        }

        return BytesAsync(context, (int)error.StatusCode, "application/json",
            JsonSerializer.SerializeToUtf8Bytes(body, AnswerJson.Default.DictionaryStringString));
    }

    public static Task NotFoundAsync(HttpContext context) => HtmlAsync(
        context, StatusCodes.Status404NotFound, "Not Found",
        "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");

    public static Task MethodNotAllowedAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return HtmlAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed",
            "The method is not allowed for the requested URL.");
    }

    public static Task TextAsync(HttpContext context, int status, string contentType, string text) =>
        BytesAsync(context, status, contentType, Encoding.UTF8.GetBytes(text));

    // Messages quote what was sent.
    private static string Cut(string message) => message.Length <= LongestMessage
        ? message
        : $"{message[..(char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage)]}…";

    private static Task HtmlAsync(HttpContext context, int status, string title, string text) => TextAsync(
        context, status, "text/html; charset=utf-8",
        $"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n");

    private static Task BytesAsync(HttpContext context, int status, string contentType, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string))]
internal sealed partial class AnswerJson : JsonSerializerContext;
