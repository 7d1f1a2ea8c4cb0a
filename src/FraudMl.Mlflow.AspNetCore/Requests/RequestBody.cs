using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FraudMl.Mlflow;

/// <summary>Reads bodies up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Lets the body be as long as the limit says, whatever the web server allows by default; refuses one
    /// that says it is longer.</summary>
    public static void Limit(HttpContext context, long? limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;
        if (context.Request.ContentLength > limit)
            throw TooLong(limit.Value);
    }

    /// <summary>Reads a body whole; a large one takes room in the budget until the request ends.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, long limit, BodyBudget? budget = null)
    {
        Limit(context, limit);
        // A length that was only announced gets no memory in advance.
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, Math.Min(limit, BodyBudget.SmallBody)));
        var source = new RequestBodyStream(context.Request.Body, limit);
        await using (source.ConfigureAwait(false))
        {
            byte[] buffer = new byte[1 << 14];
            while (await source.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is var count and > 0)
            {
                if (body.Length + count > body.Capacity)
                    Grow(context, body, budget, count, limit);
                body.Write(buffer, 0, count);
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    public static MlflowException TooLong(long limit) => new(
        MlflowErrorCodes.BadRequest, $"The body of the request is longer than the {limit} bytes this server takes. Send it in parts.",
        HttpStatusCode.RequestEntityTooLarge);

    private static void Grow(HttpContext context, MemoryStream body, BodyBudget? budget, int count, long limit)
    {
        int capacity = (int)Math.Clamp(body.Capacity * 2L, body.Length + count, Math.Max(limit, body.Length + count));
        int taken = Room(capacity) - Room(body.Capacity);
        if (budget is not null && taken > 0)
        {
            if (!budget.TryTake(taken, Room(body.Capacity)))
            {
                context.Response.Headers.RetryAfter = "1";
                throw new MlflowException(
                    MlflowErrorCodes.TemporarilyUnavailable,
                    "The server reads other large requests at the moment. Send it again, or in parts.");
            }

            context.Response.OnCompleted(() =>
            {
                budget.Return(taken);
                return Task.CompletedTask;
            });
        }

        body.Capacity = capacity;
    }

    private static int Room(int capacity) => capacity > BodyBudget.SmallBody ? capacity : 0;
}
