using AcmeFraud.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

if (args.Any(argument => argument is "--help" or "-h"))
{
#if (useGenerated)
    Console.WriteLine("Trains the fraud model. Options: --data FILE (default: generated transactions), --output FOLDER "
        + "(default: output), --FraudMl:Seed NUMBER; --register FOLDER registers a model that was written before");
#else
    Console.WriteLine("Trains the fraud model. Options: --data FILE (required), --output FOLDER (default: output), --FraudMl:Seed NUMBER; "
        + "--register FOLDER registers a model that was written before");
#endif
    return 0;
}

try
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args,
        ContentRootPath = AppContext.BaseDirectory });
    string output = Path.GetFullPath(builder.Configuration["output"] ?? "output");
    Directory.CreateDirectory(output);
    builder.Services.AddFraudMl();
    builder.Services.AddMlflow(mlflow => mlflow with
    {
        TrackingUri = mlflow.TrackingUri ?? builder.Configuration["MLFLOW_TRACKING_URI"]
#if (useSqlite)
            ?? $"sqlite:///{Path.Combine(output, "mlflow.db")}",
#else
            ?? throw new FraudMlException(
                "No MLflow server is named. Set the environment variable MLFLOW_TRACKING_URI, for example to http://localhost:5000."),
#endif
    });
    using IHost host = builder.Build();
    await host.StartAsync();
    if (builder.Configuration["register"] is { Length: > 0 } written)
        await RegisterAsync(host.Services, FraudModelPackage.Load(written), written);
    else await TrainAsync(host.Services, builder.Configuration["data"], output);
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

static async Task TrainAsync(IServiceProvider services, string? file, string output)
{
    CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    FraudMlOptions options = services.GetRequiredService<IOptions<FraudMlOptions>>().Value;

    // A store that is away is told now, not when the training is done.
    await services.GetRequiredService<MlflowClient>().RequireReadyAsync(options.ExperimentName, stopping);
#if (useGenerated)
    if (file is null)
        Console.WriteLine("No --data was given: these transactions are generated, and their figures say nothing about real fraud.");
#endif
    Dataset transactions = Transactions.Load(file, options.Seed);
    (Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);
    ExperimentResult result = await new Experiment(options.ExperimentName)
        .Compare(Pipelines.Fraud(), Pipelines.Fraud().With(Resamplers.Smote(new() { TargetRatio = 0.1 })))
        .EvaluateOn(test)
        .Seed(options.Seed)
        .Render(new ReportRenderer())
        .SavedTo(Path.Combine(output, "report"))
        .Observe(new ConsoleProgress(), services.GetRequiredService<MlflowObserver>())
        .RunAsync(train, stopping);
    Console.WriteLine(result.Evaluation);
    Console.WriteLine($"Report: {Path.Combine(output, "report", "comparison.html")}");

    string folder = Path.Combine(output, "model");
    FraudModelPackage.Write(result.Best, folder, new FraudModelPackageOptions { Example = test });
    await RegisterAsync(services, result.Best, folder);
}

static async Task RegisterAsync(IServiceProvider services, FraudModel model, string folder)
{
    CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    FraudMlOptions options = services.GetRequiredService<IOptions<FraudMlOptions>>().Value;
    MlflowClient tracking = services.GetRequiredService<MlflowClient>();
    try
    {
        RegisteredFraudModel champion = await tracking.RegisterAsync(model, options.ModelName, alias: "champion", stopping);
        Console.WriteLine($"Registered {champion.Name} version {champion.Version} as champion in {tracking.TrackingUri}; its files are "
            + $"in {folder}.");
    }
    catch (MlflowException refused)
    {
        throw new FraudMlException($"{refused.Message} The model is in {folder}: register it later with --register {folder}", refused);
    }
}
