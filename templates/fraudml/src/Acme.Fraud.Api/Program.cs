using FraudMl;
using FraudMl.Serving;
using Microsoft.Extensions.Options;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failing start is told below, in a sentence
builder.Services.AddOpenApi();
builder.Services.AddProblemDetails();
#if (useSqlite)
// Without MLFLOW_TRACKING_URI: the store that the training app wrote, seen from this project's folder.
builder.Services.AddFraudScoring("models:/Acme.Fraud@champion", scoring =>
    scoring.TrackingUri ??= builder.Configuration["MLFLOW_TRACKING_URI"] ?? "sqlite:///../../output/mlflow.db");
#else
builder.Services.AddFraudScoring("models:/Acme.Fraud@champion"); // of the server that MLFLOW_TRACKING_URI names
#endif

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.MapOpenApi();
app.MapFraudScoring();

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (problem is FraudMlException or OptionsValidationException)
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
