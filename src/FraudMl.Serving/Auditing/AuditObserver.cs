using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FraudMl.Explanations;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>Records every decision before it is answered.</summary>
internal sealed class AuditObserver(AuditWriter writer, FraudAuditOptions options, TimeProvider time) : IScoringObserver
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Whoever sends a longer one is not recorded by it.
    private const int LongestId = 1024;

    [ThreadStatic]
    private static Scratch? _scratch;

    public void Scored(in ScoredBlock rows)
    {
        Scratch scratch = _scratch ??= new Scratch();
        scratch.Begin(rows.Session.RowCount);
        var model = AuditedModel.Of(rows.Served.Model);
        ReadOnlySpan<double> probabilities = rows.Session.Probabilities;
        ReadOnlySpan<bool> flags = rows.Flags;
        string? caller = CallerOf(rows.Request);
        DateTime now = time.GetUtcNow().UtcDateTime;
        for (int row = 0; row < probabilities.Length; row++)
        {
            scratch.Json.WriteStartObject();
            scratch.Json.WriteString("time"u8, now);
            scratch.Json.WriteString("model"u8, rows.Served.Name);
            scratch.Json.WriteString("version"u8, rows.Served.Version);
            scratch.Json.WriteString("digest"u8, model.Digest);
            scratch.Json.WriteString("caller"u8, caller);
            scratch.Json.WriteString("request"u8, rows.Request?.TraceIdentifier);
            if (rows.TryGetId(row, out ReadOnlySpan<byte> id) && id.Length <= LongestId)
                scratch.Json.WriteString("id"u8, id);
            WriteInputs(scratch.Json, model, rows.Session, row);
            if (double.IsFinite(probabilities[row])) scratch.Json.WriteNumber("probability"u8, probabilities[row]);
            else scratch.Json.WriteNull("probability"u8);
            if (flags.IsEmpty) scratch.Json.WriteNull("decision"u8);
            else scratch.Json.WriteBoolean("decision"u8, flags[row]);
            if (rows.ReasonsOf(row) is { } reasons) WriteReasons(scratch.Json, reasons);
            scratch.End(row);
        }

        try
        {
            writer.Append(scratch.Lines, scratch.Ends);
        }
        catch (IOException full)
        {
            const string Refused = "The decision could not be recorded in the audit log, and is not given without. Try again in a moment.";
            throw rows.Request is null ? new FraudMlException(Refused, full) : ScoringInputException.Unavailable(Refused);
        }
    }

    private void WriteInputs(Utf8JsonWriter json, AuditedModel model, ScoringSession session, int row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hex = stackalloc byte[2 * SHA256.HashSizeInBytes];
        model.Hash(session, row, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        json.WriteString("inputsHash"u8, hex);
        if (!options.KeepInputs) return;
        json.WritePropertyName("inputs"u8);
        model.WriteInputs(json, session, row);
    }

    private void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons"u8);
        foreach (Reason reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("input"u8, reason.Input);
            if (double.IsFinite(reason.Contribution)) json.WriteNumber("contribution"u8, reason.Contribution);
            if (options.KeepInputs) json.WriteString("text"u8, reason.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string? CallerOf(HttpContext? request)
    {
        if (request is null) return "in process";
        if (options.CallerHeader is { } header && request.Request.Headers[header].ToString() is { Length: > 0 } named) return named;
        return request.User.Identity?.Name ?? request.Connection.RemoteIpAddress?.ToString();
    }

    /// <summary>What a thread writes the lines of a block into.</summary>
    private sealed class Scratch
    {
        private const int LargestKept = 1 << 20;

        private ArrayBufferWriter<byte> _buffer = new(1 << 12);
        private int[] _ends = [];
        private int _rowCount;

        public Scratch() => Json = new Utf8JsonWriter(_buffer, WriterOptions);

        public Utf8JsonWriter Json { get; private set; }

        public ReadOnlySpan<byte> Lines => _buffer.WrittenSpan;

        public ReadOnlySpan<int> Ends => _ends.AsSpan(0, _rowCount);

        public void Begin(int rowCount)
        {
            if (_buffer.Capacity > LargestKept) _buffer = new ArrayBufferWriter<byte>(1 << 12);
            else _buffer.ResetWrittenCount();
            Json.Reset(_buffer);
            if (_ends.Length < rowCount) _ends = new int[rowCount];
            _rowCount = rowCount;
        }

        public void End(int row)
        {
            Json.Flush();
            _ends[row] = _buffer.WrittenCount;
            Json.Reset();
        }
    }

    public override string ToString() => $"records decisions in {options.Directory}";
}
