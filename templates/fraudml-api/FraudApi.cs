using FraudMl;
using FraudMl.Serving;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace AcmeFraud;

/// <summary>A scoring API: <c>builder.Services.AddFraudApi()</c> and <c>app.MapFraudApi()</c>.</summary>
public static class FraudApi
{
    /// <summary>Adds the model; the section <c>FraudScoring</c> and MLFLOW_TRACKING_URI say where else it is.</summary>
    public static IServiceCollection AddFraudApi(this IServiceCollection services)
    {
        services.AddFraudScoring("models:/fraud@champion");
        return services.AddProblemDetails();
    }

    /// <summary>Maps <c>/invocations</c>, <c>/score</c> and others, two health checks, and <c>/pay</c>.</summary>
    public static void MapFraudApi(this WebApplication app)
    {
        app.MapFraudScoring();

        // For the platform: it lives, and the model is in service.
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });

        // An endpoint of your own: a transaction by names, else a record whose properties are the columns.
        app.MapPost("/pay", (Dictionary<string, object?> payment, IFraudScorer scorer) => scorer.Decide(payment) ? "review" : "pay")
            .AddEndpointFilter(TellWhatIsWrongAsync);
    }

    private static async ValueTask<object?> TellWhatIsWrongAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (FraudMlException wrong)
        {
            return TypedResults.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
