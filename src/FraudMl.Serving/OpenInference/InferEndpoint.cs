using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FraudMl.Serving;

/// <summary>POST /v2/models/NAME/infer, the inference of the Open Inference Protocol with its binary tensor data extension.</summary>
internal sealed class InferEndpoint(ScoringService service) : RequestEndpoint(service)
{
    /// <summary>The header that says how long the JSON before the bytes of raw tensors is.</summary>
    public const string JsonLengthHeader = "Inference-Header-Content-Length";

    public const string RawContent = "application/octet-stream";

    private static readonly JsonEncodedText ModelName = JsonEncodedText.Encode("model_name");
    private static readonly JsonEncodedText ModelVersion = JsonEncodedText.Encode("model_version");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Outputs = JsonEncodedText.Encode("outputs");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Datatype = JsonEncodedText.Encode("datatype");
    private static readonly JsonEncodedText Shape = JsonEncodedText.Encode("shape");
    private static readonly JsonEncodedText Parameters = JsonEncodedText.Encode("parameters");
    private static readonly JsonEncodedText RawLength = JsonEncodedText.Encode("binary_data_size");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

    protected override string[] ContentTypesSupported { get; } = [ContentTypes.Json, RawContent];

    /// <summary>Answers that a request can't be served.</summary>
    public static Task AnswerAsync(HttpContext context, int statusCode, string message)
    {
        context.Response.StatusCode = statusCode;
        if (statusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsJsonAsync(
            new InferenceError(message), OpenInferenceJson.Readable.InferenceError, ContentTypes.Json, context.RequestAborted);
    }

    // Clients of the protocol, which says nothing of content types, send none or either.
    protected override string? RefusalOf(string? contentType) => string.IsNullOrEmpty(contentType) ? null : base.RefusalOf(contentType);

    protected override void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType)
    {
        RouteValueDictionary route = context.Request.RouteValues;
        OpenInferenceModels.CheckVersion(model, route["version"] as string);
        using ScoringTelemetry.Scoring scoring = Service.Telemetry.Begin(model);
        ModelTensors tensors = ModelTensors.Of(model);
        int? jsonLength = JsonLengthOf(context.Request);
        var request = InferenceRequest.Read(tensors, buffers.Body, jsonLength);
        using var answer = new TensorAnswer();
        new RequestScoring(Service, model, context, buffers.Carried)
            .Score(scoring, new TensorReader(model, request.Inputs, buffers.Body), answer);
        WriteAnswer(context.Response, buffers, (string)route["name"]!, model, request, answer);
    }

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused) =>
        AnswerAsync(context, refused.StatusCode, refused.Message);

    protected override Task RefuseTypeAsync(HttpContext context, string reason) =>
        AnswerAsync(context, StatusCodes.Status415UnsupportedMediaType, reason);

    private static int? JsonLengthOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(JsonLengthHeader, out var written)) return null;
        return int.TryParse(written.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? length
            : throw InferenceScan.Broken($"The header {JsonLengthHeader} must be a number of bytes");
    }

    private static void WriteAnswer(
        HttpResponse response, RequestBuffers buffers, string name, ServedModel model, InferenceRequest request, TensorAnswer answer)
    {
        Utf8JsonWriter writer = buffers.Writer;
        writer.WriteStartObject();
        writer.WriteString(ModelName, name);
        if (answer.AnsweredBy?.Version is { } version) writer.WriteString(ModelVersion, version);
        if (request.Id is not null) writer.WriteString(Id, request.Id);
        writer.WriteStartArray(Outputs);
        bool hasRaw = false;
        (OutputTensor Tensor, bool IsRaw)[] outputs = request.OutputsOf(ModelTensors.Of(model));
        foreach ((OutputTensor output, bool isRaw) in outputs)
        {
            hasRaw |= isRaw;
            WriteOutput(writer, answer, output, isRaw);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        if (!hasRaw) return;
        response.ContentType = RawContent;
        response.Headers[JsonLengthHeader] = buffers.Answer.WrittenCount.ToString(CultureInfo.InvariantCulture);
        foreach ((OutputTensor output, bool isRaw) in outputs)
        {
            if (isRaw) buffers.Answer.Write(answer.Raw(output));
        }
    }

    private static void WriteOutput(Utf8JsonWriter writer, TensorAnswer answer, OutputTensor output, bool isRaw)
    {
        writer.WriteStartObject();
        writer.WriteString(Name, output == OutputTensor.Probability ? ModelTensors.Probability : ModelTensors.Decision);
        writer.WriteString(Datatype, (output == OutputTensor.Probability ? TensorType.Fp64 : TensorType.Int64).NameOf());
        writer.WriteStartArray(Shape);
        writer.WriteNumberValue(answer.RowCount);
        writer.WriteEndArray();
        if (isRaw)
        {
            writer.WriteStartObject(Parameters);
            writer.WriteNumber(RawLength, answer.Raw(output).Length);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartArray(Data);
            answer.WriteValues(writer, output);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
