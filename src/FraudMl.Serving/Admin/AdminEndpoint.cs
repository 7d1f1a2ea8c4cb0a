using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FraudMl.Serving;

/// <summary>Answers what an operator asks of a served model.</summary>
internal sealed class AdminEndpoint(ModelReloader model, string? webhookSecret, TimeProvider time)
{
    private const int LargestDelivery = 1 << 20;

    private readonly WebhookSignature? _signature = webhookSecret is null ? null : new(webhookSecret, time);

    public JsonHttpResult<ServedModelStatus> Status() => TypedResults.Json(model.Status, ScoringJson.Default.ServedModelStatus);

    public async Task<JsonHttpResult<ReloadResult>> ReloadAsync(bool isForced, CancellationToken cancellationToken)
    {
        ReloadResult result = await model.ReloadAsync(isForced, cancellationToken).ConfigureAwait(false);
        int status = result.Outcome switch
        {
            ReloadOutcome.Refused or ReloadOutcome.Held => StatusCodes.Status409Conflict,
            ReloadOutcome.Failed => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        return TypedResults.Json(result, ScoringJson.Default.ReloadResult, statusCode: status);
    }

    public async Task<IResult> RollBackAsync(CancellationToken cancellationToken)
    {
        try
        {
            ServedModelStatus status = await model.RollBackAsync(cancellationToken).ConfigureAwait(false);
            return TypedResults.Json(status, ScoringJson.Default.ServedModelStatus);
        }
        catch (FraudMlException none)
        {
            return TypedResults.Problem(none.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Takes a delivery of a registry's webhook; what it says is not believed, only that it is time to look.</summary>
    public async Task<IResult> HearAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestDelivery;
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is BadHttpRequestException or IOException)
        {
            int status = (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            return TypedResults.Problem("The delivery could not be read.", statusCode: status);
        }

        if (!_signature!.IsGood(context.Request.Headers, body.GetBuffer().AsSpan(0, (int)body.Length)))
        {
            return TypedResults.Problem("The signature is missing, wrong or too old. Check that both sides have the same secret and time.",
                statusCode: StatusCodes.Status401Unauthorized);
        }

        model.Wake();
        return TypedResults.Accepted((string?)null);
    }
}
