using FraudMl.Mlflow;

// An MLflow tracking server over a file, for development: any MLflow client may use it.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string folder = Directory.CreateDirectory(builder.Configuration["folder"] ?? "tracking").FullName;
builder.Services.AddMlflow(mlflow => mlflow with
{
    TrackingUri = $"sqlite:///{Path.Combine(folder, "mlflow.db")}",
    ArtifactRoot = "mlflow-artifacts:/",
    ArtifactFolder = Path.Combine(folder, "artifacts"),
});

WebApplication app = builder.Build();
app.MapMlflowServer();
app.Run();
