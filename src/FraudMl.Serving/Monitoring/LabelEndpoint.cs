using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>POST /labels: read, checked and taken all together, or none.</summary>
internal sealed class LabelEndpoint(ScoringService service, IFraudMonitor monitor, ILogger<LabelEndpoint> logger)
    : RequestEndpoint(service)
{
    protected override string[] ContentTypesSupported { get; } = [ContentTypes.Json, .. ContentTypes.JsonLines];

    // Rules answer no labels, and these tell nothing of how the model does.
    protected override ModelLease Lease() =>
        Service.Models.TryLease(out ModelLease lease) ? lease : throw ScoringInputException.Loading();

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
        catch (Exception refused)
        {
            // What is wrong with a disk is no caller's business.
            logger.LogLabelsRefused(refused.Message);
            throw ScoringInputException.Unavailable(
                "The server could not record the labels. Send all of them again in a moment; those that were taken stay as they are.");
        }
    }

    protected override Task RefuseAsync(HttpContext context, ScoringInputException refused) =>
        TypedResults.Problem(refused.Message, statusCode: refused.StatusCode, extensions: [new("error_code", refused.ErrorCode)])
            .ExecuteAsync(context);

    protected override Task RefuseTypeAsync(HttpContext context, string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
}
