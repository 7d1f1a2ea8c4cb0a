using AcmeFraud.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

if (args.Any(argument => argument is "--help" or "-h"))
{
    Console.WriteLine("""
        Trains the fraud model. Options:
#if (useGenerated)
          --data FILE            transactions as CSV, plain or .gz (default: generated ones)
#elseif (useCsv)
          --data FILE            transactions as CSV, plain or .gz; required
#elseif (useParquet)
          --data FILE            transactions as Parquet; required
#endif
#if (useAuto)
          --minutes NUMBER       what the search may take, the last fit included (default: 5)
#endif
          --output FOLDER        where model and report go (default: output)
          --alias NAME           what the registered version is called (default: champion)
          --register FOLDER      registers a model that was written before
          --FraudMl:Seed NUMBER  the seed of everything random (default: 42)
        """);
    return 0;
}

try
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args,
        ContentRootPath = AppContext.BaseDirectory });
    string output = Path.GetFullPath(builder.Configuration["output"] ?? "output");
    Directory.CreateDirectory(output);
    builder.Services.AddFraudMl();
#if (trackDatabricks)
    builder.Services.AddDatabricksMlflow();
#endif
    builder.Services.AddMlflow(mlflow => mlflow with
    {
        TrackingUri = mlflow.TrackingUri ?? builder.Configuration["MLFLOW_TRACKING_URI"]
#if (trackSqlite)
            ?? $"sqlite:///{Path.Combine(output, "mlflow.db")}",
#elseif (trackServer)
            ?? throw new FraudMlException(
                "No MLflow server is named. Set the environment variable MLFLOW_TRACKING_URI, for example to http://localhost:5000."),
#else
            ?? "databricks",
        RegistryUri = mlflow.RegistryUri ?? builder.Configuration["MLFLOW_REGISTRY_URI"] ?? "databricks-uc",
#endif
    });
    builder.Services.AddSingleton<TrainingJob>();
    using IHost host = builder.Build();
    await host.StartAsync();
    TrainingJob job = host.Services.GetRequiredService<TrainingJob>();
    CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    if (builder.Configuration["register"] is { Length: > 0 } written)
        await job.RegisterAsync(FraudModelPackage.Load(written), written, stopping);
    else await job.RunAsync(output, stopping);
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. Everything that was finished is kept.");
    return 130;
}
catch (Exception problem) when (problem is FraudMlException or MlflowException or OptionsValidationException or IOException
    or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {problem.Message}");
    return 1;
}
