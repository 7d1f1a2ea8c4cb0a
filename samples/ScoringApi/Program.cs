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

// An endpoint of your own: here a transaction by names, else a record whose properties are the columns.
app.MapPost("/pay", (Dictionary<string, object?> payment, IFraudScorer scorer) => scorer.Decide(payment) ? "review" : "pay")
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
