using FraudMl;
using FraudMl.Serving;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using ScoringApi;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failing start is told below, in a sentence
builder.Services.AddFraudScoring("models:/creditcard-fraud@champion");
builder.Services.AddProblemDetails();
builder.Services.AddOpenApi();
builder.Services.AddAccess();
builder.Services.AddLimits(builder.Configuration);
builder.Services.AddTelemetry(builder.Configuration);

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.MapOpenApi();

// For the platform: it lives, and the model is in service.
app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });

// For callers with the right to score, each at its rate; for people who run it, labels and drift, reload and rollback, the console.
app.MapFraudScoring().RequireAuthorization(Access.Score).RequireRateLimiting(Limits.PerCaller);
app.MapFraudMonitoring().RequireAuthorization(Access.Operate);
app.MapFraudScoringAdmin().RequireAuthorization(Access.Operate);
app.MapFraudConsole("/console").RequireAuthorization(Access.Operate);

// An endpoint of your own: here a transaction by names, else a record whose properties are the columns.
app.MapPost("/pay", (Dictionary<string, object?> payment, IFraudScorer scorer) => scorer.Decide(payment) ? "review" : "pay")
    .RequireAuthorization(Access.Score).RequireRateLimiting(Limits.PerCaller)
    .AddEndpointFilter(async (context, next) =>
    {
        try
        {
            return await next(context);
        }
        catch (FraudMlException wrong)
        {
            return TypedResults.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    });

try
{
    await app.RunAsync();
    return 0;
}
catch (FraudMlException noModel)
{
    await Console.Error.WriteLineAsync(noModel.Message);
    return 1;
}
catch (IOException taken)
{
    await Console.Error.WriteLineAsync($"{taken.Message.TrimEnd('.')}. Name another one with --urls.");
    return 1;
}
