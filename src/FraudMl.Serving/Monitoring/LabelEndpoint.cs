using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>POST /labels: read, checked and taken all together, or none.</summary>
internal sealed class LabelEndpoint(ScoringService service, IFraudMonitor monitor) : RequestEndpoint(service)
{
    protected override string[] ContentTypesSupported { get; } = [ContentTypes.Json, .. ContentTypes.JsonLines];

    protected override void Score(HttpContext context, ServedModel model, RequestBuffers buffers, string contentType)
    {
        IReadOnlyList<FraudLabel> labels = LabelBody.Read(buffers.Body.Span, Service.Options.MaximumRowCount);
        if (Service.Options.IdColumn is null)
            throw ScoringInputException.BadRequest("This server does not know the transactions' ids. Set FraudScoring:IdColumn to their "
                + "column.");
        try
        {
            LabelAnswer answer = monitor.Label(labels);
            JsonSerializer.Serialize(buffers.Writer, answer, MonitoringJson.Readable.LabelAnswer);
            buffers.Writer.Flush();
        }
        catch (FraudMlException refused)
        {
            throw ScoringInputException.Unavailable(refused.Message);
        }
    }

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused) =>
        TypedResults.Problem(refused.Message, statusCode: refused.StatusCode, extensions: [new("error_code", refused.ErrorCode)])
            .ExecuteAsync(context);

    protected override Task RefuseTypeAsync(HttpContext context, string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
}
