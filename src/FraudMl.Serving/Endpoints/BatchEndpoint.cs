using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Serving;

/// <summary>POST /score/batch: transactions as JSON lines, answered line by line while they come in; those of a request with an idempotency
/// key, whose answer is kept, all together.</summary>
internal sealed class BatchEndpoint(ScoringService service) : ScoreEndpoint(service)
{
    protected override string[] ContentTypesSupported => ContentTypes.JsonLines;

    protected override Task AnswerAsync(HttpContext context, string contentType, BodyEncoding encoding) =>
        Service.Answers.KeyOf(context) is null
            ? StreamAsync(context, encoding)
            : base.AnswerAsync(context, contentType, encoding);

    protected override void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType)
    {
        int reasonCount = ReasonCountOf(context.Request);
        context.Response.ContentType = ContentTypes.JsonLines[0];
        MemoryMarshal.TryGetArray(buffers.Body, out ArraySegment<byte> body);
        using var lines = new BodyLines(new MemoryStream(body.Array!, body.Offset, body.Count, writable: false), BodyEncoding.Identity,
            Service.Options.MaximumLineBytes, Service.Buffers.Budget);

        // What is in memory is there at once.
        for (int count = 0; lines.ReadBlockAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();)
        {
            count += lines.Block.Count;
            if (count > Service.Options.MaximumRowCount)
                throw ScoringInputException.TooLarge($"A request with an {FirstAnswers.Header} must have at most "
                    + $"{Service.Options.MaximumRowCount} transactions, since its answer is kept. Send fewer, or none.");
            ScoreBlock(context, model, lines, buffers, reasonCount, isAllOrNone: true);
        }
    }

    private async Task StreamAsync(HttpContext context, BodyEncoding encoding)
    {
        int reasonCount = ReasonCountOf(context.Request);
        LiftServerLimit(context);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = ContentTypes.JsonLines[0];
        RequestBuffers buffers = Service.Buffers.Get();
        using var lines = new BodyLines(context.Request.Body, encoding, Service.Options.MaximumLineBytes, Service.Buffers.Budget);
        try
        {
            while (await ReadAsync(lines, context.RequestAborted).ConfigureAwait(false))
            {
                ScoreBlock(context, lines, buffers, reasonCount);
                await SendAsync(context, buffers).ConfigureAwait(false);
            }
        }
        catch (ScoringInputException broken) when (context.Response.HasStarted)
        {
            // It stands behind the answers that are sent already, and says that the rest is not scored.
            buffers.Reset();
            BatchBlock.WriteError(buffers, lines.FirstNumber, broken);
            await SendAsync(context, buffers).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left.
        }
        finally
        {
            Service.Buffers.Return(buffers);
        }
    }

    private static async ValueTask<bool> ReadAsync(BodyLines lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadBlockAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException broken)
        {
            throw Unreadable(broken.StatusCode);
        }
        catch (IOException)
        {
            throw Unreadable(StatusCodes.Status400BadRequest);
        }
    }

    // One lease per block: a model that is replaced meanwhile scores no further block.
    private void ScoreBlock(HttpContext context, BodyLines lines, RequestBuffers buffers, int reasonCount)
    {
        using ModelLease lease = Service.Lease();
        try
        {
            ScoreBlock(context, lease.Model, lines, buffers, reasonCount, isAllOrNone: false);
        }
        catch (Exception failed) when (Service.TryLeaseInstead(lease.Model, failed, out ModelLease rules))
        {
            buffers.ForgetAnswer();
            using (rules) ScoreBlock(context, rules.Model, lines, buffers, reasonCount, isAllOrNone: false);
        }
    }

    private void ScoreBlock(
        HttpContext context, ServedModel model, BodyLines lines, RequestBuffers buffers, int reasonCount, bool isAllOrNone)
    {
        if (model.IsFallback && !context.Response.HasStarted) context.Response.Headers[FallbackHeader] = "true";
        using ScoringTelemetry.Scoring scoring = Service.Telemetry.Begin(model);
        var block = new BatchBlock(Service, model, context, buffers, reasonCount, isAllOrNone);
        block.Answer([.. lines.Block]);
        scoring.Done(block.ScoredCount, model.Model.Decision is null ? null : block.Decided.FlaggedCount, block.Decided.Count);
    }

    // Waits while the client does not read: nothing more comes in meanwhile.
    private static async Task SendAsync(HttpContext context, RequestBuffers buffers)
    {
        await context.Response.BodyWriter.WriteAsync(buffers.Answer.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
        buffers.Answer.ResetWrittenCount();
    }
}
