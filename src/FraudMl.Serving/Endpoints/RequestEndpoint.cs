using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Serving;

/// <summary>The way of a scoring request over HTTP: check, lease a model, read, score, answer. Sub-classes say what is in a body.</summary>
internal abstract class RequestEndpoint(ScoringService service)
{
    /// <summary>Marks answers of rules.</summary>
    public const string FallbackHeader = "FraudMl-Fallback";

    private readonly FraudScoringOptions _options = service.Options;

    protected ScoringService Service => service;

    protected abstract string[] ContentTypesSupported { get; }

    public async Task InvokeAsync(HttpContext context)
    {
        if (!service.CanAnswer)
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, ScoringInputException.Loading()).ConfigureAwait(false);
            return;
        }

        string? contentType = context.Request.ContentType;
        if (RefusalOf(contentType) is { } refusal)
        {
            await RefuseTypeAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        if (ContentTypes.EncodingOf(context.Request.Headers.ContentEncoding) is not { } encoding)
        {
            context.Response.Headers.AcceptEncoding = ContentTypes.Encodings;
            await RefuseTypeAsync(context, "The request body may be packed once, as gzip or brotli and named by Content-Encoding: gzip or "
                + "br, or not at all.").ConfigureAwait(false);
            return;
        }

        try
        {
            await AnswerAsync(context, contentType ?? "", encoding).ConfigureAwait(false);
        }
        catch (ScoringInputException refused)
        {
            if (refused.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, refused).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what answers a request.</summary>
    protected virtual ModelLease Lease() => service.Lease();

    /// <summary>Reads the whole body, scores it by one model and sends the answer in one piece.</summary>
    protected virtual async Task AnswerAsync(HttpContext context, string contentType, BodyEncoding encoding)
    {
        using ModelLease lease = Lease();
        if (lease.Model.IsFallback) context.Response.Headers[FallbackHeader] = "true";
        RequestBuffers buffers = service.Buffers.Get();
        try
        {
            await ReadAsync(context, buffers).ConfigureAwait(false);
            if (encoding != BodyEncoding.Identity)
                await buffers.UnpackAsync(encoding, _options.MaximumBodyBytes, service.Buffers.Budget).ConfigureAwait(false);
            if (service.Answers.KeyOf(context) is { } key)
                await ScoreOnceAsync(context, lease.Model, buffers, contentType, key).ConfigureAwait(false);
            else ScoreOrDecide(context, lease.Model, buffers, contentType);
            await SendAsync(context.Response, buffers).ConfigureAwait(false);
        }
        finally
        {
            buffers.Release(service.Buffers.Budget);
            service.Buffers.Return(buffers);
        }
    }

    /// <summary>Scores the first request with an idempotency key; who sends it again gets its answer.</summary>
    private async ValueTask ScoreOnceAsync(
        HttpContext context, ServedModel model, RequestBuffers buffers, string contentType, IdempotencyKey key)
    {
        FirstAnswer answer = await service.Answers.ClaimAsync(key, context, contentType, buffers.Body).ConfigureAwait(false);
        if (answer.IsGiven)
        {
            answer.Repeat(context.Response.Headers, buffers);
            return;
        }

        try
        {
            ScoreOrDecide(context, model, buffers, contentType);
            answer.Give(context.Response.Headers, buffers);
        }
        finally
        {
            answer.End();
        }
    }

    // A request that its model fails is decided by the rules, where there are any.
    private void ScoreOrDecide(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType)
    {
        try
        {
            Score(context, model, buffers, contentType);
        }
        catch (Exception failed) when (service.TryLeaseInstead(model, failed, out ModelLease rules))
        {
            using (rules)
            {
                context.Response.Headers[FallbackHeader] = "true";
                buffers.ForgetAnswer();
                Score(context, rules.Model, buffers, contentType);
            }
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

        LiftServerLimit(context);
        try
        {
            long? announced = context.Request.ContentLength;
            PipeReader body = context.Request.BodyReader;

            // Small bodies came together with the headers; nothing is set up to wait for them.
            if (!buffers.TryReadBody(body, announced, _options.MaximumBodyBytes, service.Buffers.Budget))
                await buffers.ReadBodyAsync(body, announced, _options.MaximumBodyBytes, service.Buffers.Budget, context.RequestAborted)
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

    /// <summary>Lets bodies of any length in: the limit is ours alone, and the server's own may be lower.</summary>
    protected static void LiftServerLimit(HttpContext context)
    {
        // Not by Get<T>: each call of a generic interface method is looked up.
        object? feature = context.Features[typeof(IHttpMaxRequestBodySizeFeature)];
        if (feature is IHttpMaxRequestBodySizeFeature { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
    }

    protected static ScoringInputException Unreadable(int statusCode) =>
        ScoringInputException.BadRequest("The request body could not be read as HTTP says it should be.", statusCode);

    private static ValueTask<FlushResult> SendAsync(HttpResponse response, RequestBuffers buffers)
    {
        response.ContentType ??= ContentTypes.Json;
        response.ContentLength = buffers.Answer.WrittenCount;
        return response.BodyWriter.WriteAsync(buffers.Answer.WrittenMemory);
    }
}
