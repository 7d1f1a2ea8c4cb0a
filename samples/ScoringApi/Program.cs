using FraudMl;
using FraudMl.Serving;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failing start is told below, in a sentence
builder.Services.AddFraudScoring("models:/creditcard-fraud@champion");
builder.Services.AddProblemDetails();
builder.Services.AddOpenApi();

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.MapOpenApi();
app.MapFraudScoring();

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
