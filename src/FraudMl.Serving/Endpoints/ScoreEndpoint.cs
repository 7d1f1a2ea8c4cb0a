using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>POST /score: one transaction as a flat object, errors as problem details.</summary>
internal sealed class ScoreEndpoint(ModelSlot slot, WorkspacePool workspaces, ScoringTelemetry telemetry, IOptions<FraudScoringOptions> options)
    : ScoringEndpoint(slot, workspaces, telemetry, options)
{
    private static readonly JsonEncodedText Probability = JsonEncodedText.Encode("fraudProbability");
    private static readonly JsonEncodedText Decision = JsonEncodedText.Encode("fraudDecision");
    private static readonly JsonEncodedText ModelName = JsonEncodedText.Encode("modelName");
    private static readonly JsonEncodedText ModelVersion = JsonEncodedText.Encode("modelVersion");

    protected override string[] ContentTypesSupported { get; } = [ContentTypes.Json];

    protected override RowReader Open(ServedModel model, Workspace workspace, string contentType)
    {
        JsonLayout layout = JsonBody.Scan(workspace, JsonScan.Transaction);
        return JsonRowReader.Of(model, workspace.Body, layout);
    }

    protected override void WriteStart(Utf8JsonWriter writer) => writer.WriteStartObject();

    protected override void WriteRow(Utf8JsonWriter writer, ServedModel model, double probability, bool? flagged)
    {
        WriteProbability(writer, Probability, probability);
        if (flagged is { } flag) writer.WriteBoolean(Decision, flag);
        else writer.WriteNull(Decision);
        writer.WriteString(ModelName, model.Name);
        writer.WriteString(ModelVersion, model.Version);
    }

    protected override void WriteEnd(Utf8JsonWriter writer) => writer.WriteEndObject();

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused) =>
        TypedResults.Problem(refused.Message, statusCode: refused.StatusCode, extensions: [new("error_code", refused.ErrorCode)]).ExecuteAsync(context);

    protected override Task RefuseTypeAsync(HttpContext context, string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
}
