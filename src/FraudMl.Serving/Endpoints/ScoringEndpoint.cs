using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>A scoring request that is answered in JSON row after row. Sub-classes say how it looks on the wire.</summary>
internal abstract class ScoringEndpoint(ScoringService service) : RequestEndpoint(service)
{
    /// <summary>The field of a JSON body that lists transactions; empty where the body is one itself.</summary>
    protected abstract ReadOnlySpan<byte> List { get; }

    /// <summary>Finds the rows of a request.</summary>
    protected abstract BlockReader Open(ServedModel model, RequestBuffers buffers, string contentType);

    protected abstract void WriteStart(Utf8JsonWriter writer);

    /// <summary>Writes the answer of one row.</summary>
    protected abstract void WriteRow(Utf8JsonWriter writer, in AnsweredRows rows, int row);

    protected abstract void WriteEnd(Utf8JsonWriter writer);

    /// <summary>Returns the most reasons that a request asks for; 0 when it asks for none.</summary>
    protected virtual int ReasonCountOf(HttpRequest request) => 0;

    /// <summary>Writes a number; JSON has no NaN, so that becomes null.</summary>
    protected static void WriteFinite(Utf8JsonWriter writer, JsonEncodedText name, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    protected override void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType)
    {
        int reasonCount = ReasonCountOf(context.Request);
        using ScoringTelemetry.Scoring scoring = Service.Telemetry.Begin(model);
        WriteStart(buffers.Writer);
        var rows = new Rows(this, buffers.Writer);
        var request = new RequestScoring(Service, model, context, buffers.Carried);
        bool isJson = contentType.StartsWith(ContentTypes.Json, StringComparison.Ordinal);
        if (!isJson || !request.TryScorePlain(scoring, buffers.Body.Span, List, rows, reasonCount))
            request.Score(scoring, Open(model, buffers, contentType), rows, reasonCount);
        WriteEnd(buffers.Writer);
        buffers.Writer.Flush();
    }

    private readonly struct Rows(ScoringEndpoint endpoint, Utf8JsonWriter writer) : IScoredRows
    {
        public void Add(in AnsweredRows rows)
        {
            for (int row = 0; row < rows.Count; row++) endpoint.WriteRow(writer, rows, row);
        }
    }
}
