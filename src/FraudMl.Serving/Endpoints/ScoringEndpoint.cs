using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Serving;

/// <summary>The way of a scoring request: check, read, score block by block, answer. Sub-classes say how it looks on the wire.</summary>
internal abstract class ScoringEndpoint(ScoringService service)
{
    // A block of this size stays in the second-level cache, and a large request needs no large session.
    private const int BlockRowCount = 256;

    private readonly FraudScoringOptions _options = service.Options;

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
        if (ContentTypes.Refusal(contentType, ContentTypesSupported) is { } refusal)
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
            int reasonCount = ReasonCountOf(context.Request);
            await ReadAsync(context, buffers).ConfigureAwait(false);
            if (isPacked) buffers.Unpack(_options.MaximumBodyBytes, service.Buffers.Budget);
            Score(context, model, buffers, contentType!, reasonCount);
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

    /// <summary>Finds the rows of a request.</summary>
    protected abstract RowReader Open(ServedModel model, RequestBuffers buffers, string contentType);

    protected abstract void WriteStart(Utf8JsonWriter writer);

    /// <summary>Writes the answer of one row.</summary>
    protected abstract void WriteRow(Utf8JsonWriter writer, ServedModel model, double probability, bool? flagged,
        IReadOnlyList<Reason>? reasons);

    protected abstract void WriteEnd(Utf8JsonWriter writer);

    protected abstract Task RefuseAsync(HttpContext context, ScoringInputException refused);

    protected abstract Task RefuseTypeAsync(HttpContext context, string reason);

    /// <summary>Returns the most reasons that a request asks for; 0 when it asks for none.</summary>
    protected virtual int ReasonCountOf(HttpRequest request) => 0;

    /// <summary>Writes a number; JSON has no NaN, so that becomes null.</summary>
    protected static void WriteFinite(Utf8JsonWriter writer, JsonEncodedText name, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

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

    private void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType, int reasonCount)
    {
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(model);
        RowReader reader = Open(model, buffers, contentType);
        if (reader.RowCount > _options.MaximumRowCount)
            throw ScoringInputException.TooLarge($"A request must have at most {_options.MaximumRowCount} transactions. "
                + $"Got {reader.RowCount} instead. Send fewer, or raise FraudScoring:MaximumRowCount.");
        WriteStart(buffers.Writer);
        int flaggedCount = 0;
        for (int row = 0; row < reader.RowCount; row += BlockRowCount)
        {
            using ScoringSession session = model.Model.OpenSession(Math.Min(BlockRowCount, reader.RowCount - row));
            buffers.Carried.Begin(session.RowCount, model.Columns.Carried.Count);
            reader.Fill(new RequestBlock(model.Columns, session, buffers.Carried));
            session.Score();
            flaggedCount += Decided(session, row).Count(true);
            IReadOnlyList<Reason>[]? reasons = reasonCount > 0 ? Explain(session, reasonCount) : null;
            service.Tell(model, session, context, buffers.Carried, reasons);
            WriteRows(buffers.Writer, model, session, reasons);
        }

        reader.Finish();
        WriteEnd(buffers.Writer);
        buffers.Writer.Flush();
        scoring.Done(reader.RowCount, model.Model.Decision is null ? null : flaggedCount);
    }

    private void WriteRows(Utf8JsonWriter writer, ServedModel model, ScoringSession session,
        IReadOnlyList<Reason>[]? reasons)
    {
        ReadOnlySpan<double> probabilities = session.Probabilities;
        ReadOnlySpan<bool> flags = session.Flags;
        for (int row = 0; row < probabilities.Length; row++)
            WriteRow(writer, model, probabilities[row], flags.IsEmpty ? null : flags[row], reasons?[row]);
    }

    private static ReadOnlySpan<bool> Decided(ScoringSession session, int firstRow)
    {
        try
        {
            return session.Flags;
        }
        catch (FraudMlException undecided)
        {
            throw ScoringInputException.Undecidable(firstRow + (undecided.Row ?? 0) + 1, undecided.ColumnName);
        }
    }

    private static IReadOnlyList<Reason>[] Explain(ScoringSession session, int reasonCount)
    {
        try
        {
            var reasons = new IReadOnlyList<Reason>[session.RowCount];
            for (int row = 0; row < reasons.Length; row++) reasons[row] = session.Explain(row, reasonCount).Reasons;
            return reasons;
        }
        catch (FraudMlException closed)
        {
            throw ScoringInputException.BadRequest($"This model gives no reasons. {closed.Message}");
        }
    }

    private static async Task SendAsync(HttpResponse response, RequestBuffers buffers)
    {
        response.ContentType = ContentTypes.Json;
        response.ContentLength = buffers.Answer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffers.Answer.WrittenMemory).ConfigureAwait(false);
    }
}
