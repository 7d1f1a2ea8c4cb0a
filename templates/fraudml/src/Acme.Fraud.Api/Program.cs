using FraudMl;
using FraudMl.Mlflow;
using FraudMl.Serving;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failing start is told below, in a sentence
builder.Services.AddOpenApi();
builder.Services.AddProblemDetails();
#if (trackSqlite)
// Without MLFLOW_TRACKING_URI: the store that the training app wrote, seen from this project's folder.
builder.Services.AddFraudScoring("models:/Acme.Fraud@champion", scoring =>
    scoring.TrackingUri ??= builder.Configuration["MLFLOW_TRACKING_URI"] ?? "sqlite:///../../output/mlflow.db");
#elseif (trackServer)
builder.Services.AddFraudScoring("models:/Acme.Fraud@champion"); // of the server that MLFLOW_TRACKING_URI names
#else
builder.Services.AddDatabricksMlflow().AddMlflow(mlflow => mlflow with
{
    TrackingUri = mlflow.TrackingUri ?? builder.Configuration["MLFLOW_TRACKING_URI"] ?? "databricks",
    RegistryUri = mlflow.RegistryUri ?? builder.Configuration["MLFLOW_REGISTRY_URI"] ?? "databricks-uc",
});
builder.Services.AddFraudScoring("models:/main.fraud.acme_fraud@champion");
#endif

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.MapOpenApi();
app.MapFraudScoring();

// For the platform: it lives, and the model is in service.
app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (problem is FraudMlException or MlflowException or OptionsValidationException)
{
    Console.Error.WriteLine($"error: {problem.Message} (Train and register a model first, or name another one with "
        + $"FraudScoring:ModelUri.)");
    return 1;
}
catch (IOException taken)
{
    Console.Error.WriteLine($"error: {taken.Message.TrimEnd('.')}. Name another one with --urls.");
    return 1;
}
