using Acme.Fraud.Training;
using FraudMl.Mlflow;
using FraudMl.Reporting;
using FraudMl.Tracking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Usage: dotnet run --project src/Acme.Fraud.Training -- [--data FILE] [--output FOLDER] [--FraudMl:Seed 7]
HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.SetMinimumLevel(LogLevel.Warning);
string output = Path.GetFullPath(builder.Configuration["output"] ?? "output");
Directory.CreateDirectory(output);
builder.Services.AddFraudMl();
#if (sqlite)
if (Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI") is null)
    builder.Services.Configure<MlflowOptions>(mlflow => mlflow.TrackingUri ??= $"sqlite:///{Path.Combine(output, "mlflow.db")}");
#endif
using IHost host = builder.Build();
await host.StartAsync();
CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
FraudMlOptions options = host.Services.GetRequiredService<IOptions<FraudMlOptions>>().Value;
MlflowClient tracking = host.Services.GetRequiredService<MlflowClient>();

try
{
    Dataset transactions = Transactions.Load(builder.Configuration["data"], options.Seed);
    (Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);
    ExperimentResult result = await new Experiment(options.ExperimentName)
        .Candidates(FraudDetection.Pipeline(), FraudDetection.Pipeline().With(Resamplers.Smote(new() { TargetRatio = 0.1 })))
        .EvaluatedOn(test)
        .Seeded(options.Seed)
        .RenderedBy(new ReportRenderer())
        .ObservedBy(new ConsoleProgress(), host.Services.GetRequiredService<MlflowObserver>())
        .RunAsync(train, stopping);
    Console.WriteLine(result.Evaluation);

    RegisteredFraudModel champion = await tracking.RegisterAsync(result.Best, options.ModelName, alias: "champion", stopping);
    string folder = Path.Combine(output, "model");
    FraudModelPackage.Write(result.Best, folder, new FraudModelPackageOptions { Example = test });
    Console.WriteLine($"Registered {champion.Name} version {champion.Version} as champion in {tracking.TrackingUri}; its files are in {folder}.");
    return 0;
}
catch (Exception problem) when (problem is FraudMlException or MlflowException)
{
    Console.Error.WriteLine($"error: {problem.Message}");
    return 1;
}
