using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Mlflow;

/// <summary>Reads bodies up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Lets the body be as long as the limit says, whatever the web server allows by default; refuses one that says it is longer.</summary>
    public static void Limit(HttpContext context, long? limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;
        if (context.Request.ContentLength > limit)
            throw TooLong(limit.Value);
    }

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, long limit)
    {
        Limit(context, limit);
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, limit));
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong(limit);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    public static MlflowException TooLong(long limit) => new(
        MlflowErrorCodes.BadRequest, $"The body of the request is longer than the {limit} bytes this server takes. Send it in parts.", HttpStatusCode.RequestEntityTooLarge);
}
