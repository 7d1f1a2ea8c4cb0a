using FraudMl.Serving;

// ScoringApp MODEL [--urls URL]: serves a model file or an MLflow model directory.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args[1..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddFraudScoring(args[0]);
WebApplication app = builder.Build();
app.MapFraudScoring();
app.Run();
