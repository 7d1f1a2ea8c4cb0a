using System.Text.Json;
using FraudMl;
using FraudMl.Mlflow;
using FraudMl.Profiling;
using FraudMl.Reporting;
using FraudMl.Tracking;
using Spectre.Console;

namespace CreditCard;

/// <summary>The whole job: explore, compare, tune, evaluate, track, register, deploy.</summary>
internal sealed class CreditCardJob(JobOptions options)
{
    public const string ModelName = "creditcard-fraud";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Dataset transactions = Transactions.Load(options.DataFile, options.Seed, cancellationToken);
        DatasetProfile profile = Exploration.Show(transactions);
        (Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);

        Directory.CreateDirectory(options.OutputFolder);
        using MlflowClient mlflow = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri() });
        ExperimentResult result = await CompareAndTune(train, test, profile, mlflow, cancellationToken);
        Results.Show(result);

        RegisteredFraudModel champion = await mlflow.RegisterAsync(result.Best, ModelName, alias: "champion", cancellationToken: cancellationToken);
        FraudModelPackage.Write(result.Best, ModelFolder, new FraudModelPackageOptions { Example = test });
        AnsiConsole.MarkupLineInterpolated($"Registered [bold]{champion.Name}[/] version {champion.Version} as [bold]champion[/].");

        await using Deployment deployment = await Deployment.StartAsync(mlflow.TrackingUri, $"models:/{ModelName}@champion", options.Serve, cancellationToken);
        await deployment.ScoreAsync(result.Best, test, cancellationToken);
        Results.ShowWhereEverythingIs(mlflow.TrackingUri, options.OutputFolder, ModelFolder, options.Serve);
        if (options.Serve) await deployment.StayAsync(cancellationToken);
    }

    private string ModelFolder => Path.Combine(options.OutputFolder, "model");

    private async Task<ExperimentResult> CompareAndTune(
        Dataset train, Dataset test, DatasetProfile profile, MlflowClient mlflow, CancellationToken cancellationToken)
    {
        return await new Experiment(ModelName)
            .Compare([.. Pipelines.Candidates()])
            .ValidateBy(Folds.Stratified(5, options.Seed))
            .Optimize(Metrics.AveragePrecision, Search.Grid(), options.Budget.Half(), Pipelines.Ranges)
            .Optimize(Metrics.AveragePrecision, Search.Random(), options.Budget.Half(), Pipelines.Ranges)
            .EvaluateOn(test)
            .Seed(options.Seed)
            .Attach("exploration/profile.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(profile))
            .Attach("exploration/profile.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(profile.ToString()))
            .Attach("exploration/profile.html", "text/html", System.Text.Encoding.UTF8.GetBytes(Report.Profile(profile)))
            .Render(new ReportRenderer())
            .Observe(new ConsoleProgress(), new ReportFolder(options.OutputFolder), new MlflowObserver(mlflow))
            .RunAsync(train, cancellationToken);
    }

    private string TrackingUri() => Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI") is { Length: > 0 } uri
        ? uri
        : $"sqlite:///{Path.Combine(options.OutputFolder, "mlflow.db")}";
}
