using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>A block of lines on its way through one model. Where the answers of a request are all or none, what the server can't do at the
/// moment is no answer of a line: it ends the request, so that it may be sent again.</summary>
internal sealed class BatchBlock(
    ScoringService service, ServedModel model, HttpContext context, RequestBuffers buffers, int reasonCount, bool isAllOrNone)
{
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");

    private readonly Dictionary<long, (float[] Features, VelocityOutcome Outcome)> _recorded = [];
    private readonly LineRowReader _reader = new(model, service.Options.MaximumLineBytes);

    public int ScoredCount { get; private set; }

    /// <value>What the model decided of them, and not its challenger.</value>
    public DecidedRows Decided { get; private set; }

    /// <summary>Writes the answers of the lines in their order: those before and behind a bad one are blocks of their own.</summary>
    public void Answer(ReadOnlySpan<BodyLine> lines)
    {
        while (!lines.IsEmpty)
        {
            if (TryAnswer(lines) is not var (bad, problem)) return;
            if (isAllOrNone && problem.StatusCode == StatusCodes.Status503ServiceUnavailable) throw problem;
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
            Decided += new RequestScoring(service, model, context, buffers.Carried).ScoreBlock(
                session, new Rows(lines, buffers), reasonCount);
            ScoredCount += lines.Length;
            return null;
        }
        catch (ScoringInputException refused) when (refused.Undecided is { Row: { } row } undecided)
        {
            for (int at = 0; at < lines.Length && model.Velocity is not null; at++)
                _recorded[lines[at].Number] = (model.Velocity.FeaturesOf(session, at), buffers.Carried.OutcomeOf(at)!.Value);
            return (row, ScoringInputException.Undecidable(lines[row].Number, undecided));
        }
    }

    // Records the lines for windows; those that are scored again, because one among them can't be decided, were recorded the first time.
    private ScoringInputException? RefusalOf(ScoringSession session, ReadOnlySpan<BodyLine> lines)
    {
        if (model.Velocity is not { } velocity) return null;
        if (_recorded.ContainsKey(lines[0].Number))
        {
            Span<VelocityOutcome> outcomes = buffers.Carried.TakeOutcomes(lines.Length);
            for (int row = 0; row < lines.Length; row++)
            {
                (float[] features, outcomes[row]) = _recorded[lines[row].Number];
                velocity.Set(session, row, features);
            }

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
                ScoreEndpoint.WriteScore(buffers.Writer, rows, row);
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
