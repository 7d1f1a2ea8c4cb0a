using FraudMl.Serving;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddFraudScoring("models:/Acme.Fraud@champion");

WebApplication app = builder.Build();
app.MapOpenApi();
app.MapFraudScoring();
app.Run();
