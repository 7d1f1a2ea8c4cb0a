using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FraudMl.Serving;

/// <summary>POST /score: one transaction as a flat object, errors as problem details.</summary>
internal class ScoreEndpoint(ScoringService service) : ScoringEndpoint(service)
{
    public const int MostReasons = 100;

    private static readonly JsonEncodedText Probability = JsonEncodedText.Encode("fraudProbability");
    private static readonly JsonEncodedText Decision = JsonEncodedText.Encode("fraudDecision");
    private static readonly JsonEncodedText ModelName = JsonEncodedText.Encode("modelName");
    private static readonly JsonEncodedText ModelVersion = JsonEncodedText.Encode("modelVersion");
    private static readonly JsonEncodedText IsFallback = JsonEncodedText.Encode("fallback");
    private static readonly JsonEncodedText Velocity = JsonEncodedText.Encode("velocity");
    private static readonly JsonEncodedText Reasons = JsonEncodedText.Encode("reasons");
    private static readonly JsonEncodedText Input = JsonEncodedText.Encode("input");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Contribution = JsonEncodedText.Encode("contribution");
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");

    protected override string[] ContentTypesSupported { get; } = [ContentTypes.Json];

    protected override ReadOnlySpan<byte> List => [];

    protected override BlockReader Open(ServedModel model, RequestBuffers buffers, string contentType)
    {
        JsonLayout layout = JsonBody.Scan(buffers, JsonScan.Transaction);
        return JsonRowReader.Of(model, buffers.Body, layout);
    }

    protected override void WriteStart(Utf8JsonWriter writer) => writer.WriteStartObject();

    protected override void WriteRow(Utf8JsonWriter writer, in AnsweredRows rows, int row) => WriteScore(writer, rows, row);

    /// <summary>Writes the properties of an answer.</summary>
    public static void WriteScore(Utf8JsonWriter writer, in AnsweredRows rows, int row)
    {
        ServedModel model = rows.ServedOf(row);
        WriteFinite(writer, Probability, rows.Probabilities[row]);
        if (rows.FlagOf(row) is { } flag) writer.WriteBoolean(Decision, flag);
        else writer.WriteNull(Decision);
        writer.WriteString(ModelName, model.Name);
        writer.WriteString(ModelVersion, model.Version);
        if (model.IsFallback) writer.WriteBoolean(IsFallback, true);
        if (rows.RefusalOf(row) is { } refusal) writer.WriteString(Velocity, VelocityTelemetry.NameOf(refusal));
        if (rows.Reasons?[row] is { } reasons) WriteReasons(writer, reasons);
    }

    protected override void WriteEnd(Utf8JsonWriter writer) => writer.WriteEndObject();

    protected override int ReasonCountOf(HttpRequest request)
    {
        int? asked = null;
        foreach (QueryStringEnumerable.EncodedNameValuePair part in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (!part.DecodeName().Span.Equals("reasons", StringComparison.OrdinalIgnoreCase)) continue;
            bool isCount = int.TryParse(part.DecodeValue().Span, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
            if (asked is not null || !isCount || count > MostReasons) throw NoCount();
            asked = count;
        }

        return asked ?? 0;
    }

    private static ScoringInputException NoCount() =>
        ScoringInputException.BadRequest(
            $"The query's reasons must be a whole number from 0 to {MostReasons}, as in /score?reasons=5.");

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused) =>
        TypedResults.Problem(refused.Message, statusCode: refused.StatusCode, extensions: [new("error_code", refused.ErrorCode)])
            .ExecuteAsync(context);

    protected override Task RefuseTypeAsync(HttpContext context, string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);

    private static void WriteReasons(Utf8JsonWriter writer, IReadOnlyList<Reason> reasons)
    {
        writer.WriteStartArray(Reasons);
        foreach (Reason reason in reasons)
        {
            writer.WriteStartObject();
            writer.WriteString(Input, reason.Input);
            writer.WriteString(Value, reason.Value);
            WriteFinite(writer, Contribution, reason.Contribution);
            writer.WriteString(Text, reason.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
