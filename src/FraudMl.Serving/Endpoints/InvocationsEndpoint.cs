using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>POST /invocations, the scoring protocol of MLflow, as its ONNX flavor answers data frames.</summary>
internal sealed class InvocationsEndpoint(ScoringService service) : ScoringEndpoint(service)
{
    private static readonly JsonEncodedText Predictions = JsonEncodedText.Encode("predictions");
    private static readonly JsonEncodedText Probability = JsonEncodedText.Encode("fraud_probability");
    private static readonly JsonEncodedText Decision = JsonEncodedText.Encode("fraud_decision");

    protected override string[] ContentTypesSupported { get; } =
        [ContentTypes.Csv, ContentTypes.Json, ContentTypes.Parquet, ContentTypes.OldParquet];

    protected override ReadOnlySpan<byte> List => "dataframe_records"u8;

    protected override BlockReader Open(ServedModel model, RequestBuffers buffers, string contentType)
    {
        if (contentType.StartsWith(ContentTypes.Csv, StringComparison.Ordinal)) return new CsvRowReader(model, buffers.Body);
        if (contentType.StartsWith(ContentTypes.Parquet, StringComparison.Ordinal)
            || contentType.StartsWith(ContentTypes.OldParquet, StringComparison.Ordinal))
            return new ParquetRowReader(model, ParquetRowReader.Open(buffers.Body), Service.Options.MaximumBodyBytes);
        JsonLayout layout = JsonBody.Scan(buffers, JsonScan.Invocations);
        try
        {
            return JsonRowReader.Of(model, buffers.Body, layout);
        }
        catch (ScoringInputException wrong) when (layout.IsBare)
        {
            throw JsonScan.NoField($"As dataframe_split it does not fit: {wrong.Message}");
        }
    }

    protected override void WriteStart(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(Predictions);
    }

    protected override void WriteRow(Utf8JsonWriter writer, in AnsweredRows rows, int row)
    {
        writer.WriteStartObject();
        WriteFinite(writer, Probability, rows.Probabilities[row]);
        if (rows.FlagOf(row) is { } flag) writer.WriteNumber(Decision, flag ? 1 : 0);
        writer.WriteEndObject();
    }

    protected override void WriteEnd(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused)
    {
        context.Response.StatusCode = refused.StatusCode;
        return context.Response.WriteAsJsonAsync(ScoringError.Of(refused), ScoringJson.Readable.ScoringError, ContentTypes.Json,
            context.RequestAborted);
    }

    protected override Task RefuseTypeAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }
}
