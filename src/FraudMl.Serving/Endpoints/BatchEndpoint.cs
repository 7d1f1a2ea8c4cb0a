using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Serving;

/// <summary>POST /score/batch: transactions as JSON lines, answered line by line while they come in.</summary>
internal sealed class BatchEndpoint(ScoringService service) : ScoreEndpoint(service)
{
    protected override string[] ContentTypesSupported => ContentTypes.JsonLines;

    protected override async Task AnswerAsync(HttpContext context, string contentType, BodyEncoding encoding)
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
        if (lease.Model.IsFallback && !context.Response.HasStarted) context.Response.Headers[FallbackHeader] = "true";
        using ScoringTelemetry.Scoring scoring = Service.Telemetry.Begin(lease.Model);
        var block = new BatchBlock(Service, lease.Model, context, buffers, reasonCount);
        block.Answer([.. lines.Block]);
        scoring.Done(block.ScoredCount, lease.Model.Model.Decision is null ? null : block.FlaggedCount);
    }

    // Waits while the client does not read: nothing more comes in meanwhile.
    private static async Task SendAsync(HttpContext context, RequestBuffers buffers)
    {
        await context.Response.BodyWriter.WriteAsync(buffers.Answer.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
        buffers.Answer.ResetWrittenCount();
    }
}

/// <summary>A block of lines on its way through one model.</summary>
internal sealed class BatchBlock(ScoringService service, ServedModel model, HttpContext context, RequestBuffers buffers, int reasonCount)
{
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");

    private readonly Dictionary<long, float[]> _recorded = [];
    private readonly LineRowReader _reader = new(model, service.Options.MaximumLineBytes);

    public int ScoredCount { get; private set; }

    public int FlaggedCount { get; private set; }

    /// <summary>Writes the answers of the lines in their order: those before and behind a bad one are blocks of their own.</summary>
    public void Answer(ReadOnlySpan<BodyLine> lines)
    {
        while (!lines.IsEmpty)
        {
            if (TryAnswer(lines) is not var (bad, problem)) return;
            Answer(lines[..bad]);
            WriteError(buffers, lines[bad].Number, problem);
            lines = lines[(bad + 1)..];
        }
    }

    public static void WriteError(RequestBuffers buffers, long line, ScoringInputException problem)
    {
        buffers.Writer.WriteStartObject();
        buffers.Writer.WriteNumber(Line, line);
        buffers.Writer.WriteStartObject(Error);
        buffers.Writer.WriteString(ErrorCode, problem.ErrorCode);
        buffers.Writer.WriteString(Message, problem.Message);
        buffers.Writer.WriteEndObject();
        EndLine(buffers);
    }

    // Returns the first line that can't be scored; nothing is written then.
    private (int Row, ScoringInputException Problem)? TryAnswer(ReadOnlySpan<BodyLine> lines)
    {
        using ScoringSession session = model.Model.OpenSession(lines.Length);
        buffers.Carried.Begin(lines.Length, model.Columns.Carried.Count);
        var block = new RequestBlock(model.Columns, session, buffers.Carried);
        for (int row = 0; row < lines.Length; row++)
        {
            if (_reader.Read(lines[row], block, row) is { } problem) return (row, problem);
        }

        if (RefusalOf(session, lines) is { } full) return (0, full);
        try
        {
            FlaggedCount += new RequestScoring(service, model, context, buffers.Carried).ScoreBlock(
                session, new Rows(lines, buffers), reasonCount);
            ScoredCount += lines.Length;
            return null;
        }
        catch (ScoringInputException refused) when (refused.Undecided is { Row: { } row } undecided)
        {
            for (int at = 0; at < lines.Length && model.Velocity is not null; at++)
                _recorded[lines[at].Number] = model.Velocity.FeaturesOf(session, at);
            return (row, ScoringInputException.Undecidable(lines[row].Number, undecided));
        }
    }

    // Records the lines for windows; those that are scored again, because one among them can't be decided, were recorded the first time.
    private ScoringInputException? RefusalOf(ScoringSession session, ReadOnlySpan<BodyLine> lines)
    {
        if (model.Velocity is not { } velocity) return null;
        if (_recorded.ContainsKey(lines[0].Number))
        {
            for (int row = 0; row < lines.Length; row++) velocity.Set(session, row, _recorded[lines[row].Number]);
            return null;
        }

        try
        {
            velocity.Fill(session, buffers.Carried);
            return null;
        }
        catch (ScoringInputException full)
        {
            return full;
        }
    }

    private readonly ref struct Rows(ReadOnlySpan<BodyLine> lines, RequestBuffers buffers) : IScoredRows
    {
        private readonly ReadOnlySpan<BodyLine> _lines = lines;

        public void Add(in AnsweredRows rows)
        {
            for (int row = 0; row < _lines.Length; row++)
            {
                buffers.Writer.WriteStartObject();
                buffers.Writer.WriteNumber(Line, _lines[row].Number);
                ScoreEndpoint.WriteScore(
                    buffers.Writer, rows.ServedOf(row), rows.Probabilities[row], rows.FlagOf(row), rows.Reasons?[row]);
                EndLine(buffers);
            }
        }
    }

    // A writer begins anew for each line, or it would put commas between them.
    private static void EndLine(RequestBuffers buffers)
    {
        buffers.Writer.WriteEndObject();
        buffers.Writer.Flush();
        buffers.Writer.Reset();
        buffers.Answer.Write("\n"u8);
    }
}
