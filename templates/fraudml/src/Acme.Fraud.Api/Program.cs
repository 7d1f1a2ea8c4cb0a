using FraudMl.Serving;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddFraudScoring();

WebApplication app = builder.Build();
app.MapOpenApi();
app.MapFraudScoring();
app.Run();
