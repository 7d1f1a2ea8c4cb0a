using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Serving;

/// <summary>The way of a scoring request over HTTP: lease a model, check, read, score, answer. Sub-classes say what is in a body.</summary>
internal abstract class RequestEndpoint(ScoringService service)
{
    private readonly FraudScoringOptions _options = service.Options;

    protected ScoringService Service => service;

    protected abstract string[] ContentTypesSupported { get; }

    public async Task InvokeAsync(HttpContext context)
    {
        if (!service.Models.TryLease(out ModelLease lease))
        {
            context.Response.Headers.RetryAfter = "1";
            var loading = new ScoringInputException(503, "TEMPORARILY_UNAVAILABLE", "KAM00", "TEMPORARILY_UNAVAILABLE",
                "The model is still being loaded. Try again in a moment.");
            await RefuseAsync(context, loading).ConfigureAwait(false);
            return;
        }

        using (lease) await InvokeAsync(context, lease.Model).ConfigureAwait(false);
    }

    private async Task InvokeAsync(HttpContext context, ServedModel model)
    {
        string? contentType = context.Request.ContentType;
        if (RefusalOf(contentType) is { } refusal)
        {
            await RefuseTypeAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        string? encoding = context.Request.Headers.ContentEncoding;
        bool isPacked = ContentTypes.IsGzip(encoding);
        if (!isPacked && !ContentTypes.IsIdentity(encoding))
        {
            context.Response.Headers.AcceptEncoding = ContentTypes.Gzip;
            await RefuseTypeAsync(context, "The request body may be packed as gzip, named by Content-Encoding: gzip, or not at all.")
                .ConfigureAwait(false);
            return;
        }

        RequestBuffers buffers = service.Buffers.Get();
        try
        {
            await ReadAsync(context, buffers).ConfigureAwait(false);
            if (isPacked) buffers.Unpack(_options.MaximumBodyBytes, service.Buffers.Budget);
            Score(context, model, buffers, contentType ?? "");
            await SendAsync(context.Response, buffers).ConfigureAwait(false);
        }
        catch (ScoringInputException refused)
        {
            if (refused.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, refused).ConfigureAwait(false);
        }
        finally
        {
            buffers.Release(service.Buffers.Budget);
            service.Buffers.Return(buffers);
        }
    }

    /// <summary>Scores the rows of a body that was read, and writes the answer into the buffers.</summary>
    protected abstract void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType);

    protected abstract Task RefuseAsync(HttpContext context, ScoringInputException refused);

    protected abstract Task RefuseTypeAsync(HttpContext context, string reason);

    /// <summary>Returns why a content type is refused, or null.</summary>
    protected virtual string? RefusalOf(string? contentType) => ContentTypes.Refusal(contentType, ContentTypesSupported);

    private async ValueTask ReadAsync(HttpContext context, RequestBuffers buffers)
    {
        if (context.Request.ContentLength > _options.MaximumBodyBytes) throw RequestBuffers.TooLarge(_options.MaximumBodyBytes);

        // The limit is ours alone: the server's own may be lower.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        try
        {
            await buffers.ReadBodyAsync(
                context.Request.BodyReader, context.Request.ContentLength, _options.MaximumBodyBytes, service.Buffers.Budget, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (BadHttpRequestException broken)
        {
            throw Unreadable(broken.StatusCode);
        }
        catch (IOException)
        {
            // Kestrel says so of a chunk whose size is no number.
            throw Unreadable(StatusCodes.Status400BadRequest);
        }
    }

    private static ScoringInputException Unreadable(int statusCode) =>
        ScoringInputException.BadRequest("The request body could not be read as HTTP says it should be.", statusCode);

    private static async Task SendAsync(HttpResponse response, RequestBuffers buffers)
    {
        response.ContentType ??= ContentTypes.Json;
        response.ContentLength = buffers.Answer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffers.Answer.WrittenMemory).ConfigureAwait(false);
    }
}
