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
        Directory.CreateDirectory(options.OutputFolder);
        using MlflowClient mlflow = MlflowClient.Connect(new MlflowOptions { TrackingUri = TrackingUri() });
        if (options.RegisteredFolder is { } folder)
        {
            await RegisterAsync(FraudModelPackage.Load(folder), folder, mlflow, cancellationToken);
            return;
        }

        // A store that is away is told now, not when the job is done.
        await mlflow.RequireReadyAsync(ModelName, cancellationToken);
        Dataset transactions = Transactions.Load(options.DataFile, options.Seed, cancellationToken);
        DatasetProfile profile = Exploration.Show(transactions);
        (Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);

        ExperimentResult result = await CompareAndTune(train, test, profile, mlflow, cancellationToken);
        Results.Show(result);
        if (options.OneCall) await OneCall.ShowAsync(train, test, options, cancellationToken);

        FraudModelPackage.Write(result.Best, ModelFolder, new FraudModelPackageOptions { Example = test });
        RegisteredFraudModel champion = await RegisterAsync(result.Best, ModelFolder, mlflow, cancellationToken);
        await FitAgain(champion, train, mlflow, cancellationToken);

        await using Deployment deployment = await Deployment.StartAsync(mlflow.TrackingUri, $"models:/{ModelName}@champion", options.Serve,
            cancellationToken);
        await deployment.ScoreAsync(result.Best, test, cancellationToken);
        Results.ShowWhereEverythingIs(mlflow.TrackingUri, options.OutputFolder, ModelFolder, options.Serve);
        if (options.Serve) await deployment.StayAsync(cancellationToken);
    }

    private string ModelFolder => Path.Combine(options.OutputFolder, "model");

    private static async Task<RegisteredFraudModel> RegisterAsync(FraudModel model, string folder, MlflowClient mlflow,
        CancellationToken cancellationToken)
    {
        try
        {
            RegisteredFraudModel champion =
                await mlflow.RegisterAsync(model, ModelName, alias: "champion", cancellationToken: cancellationToken);
            AnsiConsole.MarkupLineInterpolated(
                $"Registered [bold]{champion.Name}[/] version {champion.Version} as [bold]champion[/].");
            return champion;
        }
        catch (MlflowException refused)
        {
            throw new FraudMlException($"{refused.Message} The model is in {folder}: register it later with --register {folder}", refused);
        }
    }

    private async Task<ExperimentResult> CompareAndTune(
        Dataset train, Dataset test, DatasetProfile profile, MlflowClient mlflow, CancellationToken cancellationToken)
    {
        return await new Experiment(ModelName)
            .Compare([.. Pipelines.Candidates()])
            .ValidateBy(Folds.Stratified(5, options.Seed))
            .Optimize(Metrics.AveragePrecision, Search.Grid(), options.Budget.Half(), Pipelines.Ranges)
            .Optimize(Metrics.AveragePrecision, options.Budget.Half(), Pipelines.Ranges)
            .EvaluateOn(test)
            .Seed(options.Seed)
            .Attach("exploration/profile.json", "application/json", System.Text.Encoding.UTF8.GetBytes(profile.ToJson()))
            .Attach("exploration/profile.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(profile.ToString()))
            .Attach("exploration/profile.html", "text/html", System.Text.Encoding.UTF8.GetBytes(Report.Profile(profile)))
            .Render(new ReportRenderer())
            .SavedTo(Path.Combine(options.OutputFolder, "report"))
            .Observe(new ConsoleProgress(), new MlflowObserver(mlflow))
            .RunAsync(train, cancellationToken);
    }

    // The run of the experiment has all it takes; the rows are given, since generated ones are in no file.
    private static async Task FitAgain(RegisteredFraudModel champion, Dataset train, MlflowClient mlflow,
        CancellationToken cancellationToken)
    {
        ReproducedRun again = await mlflow.ReproduceAsync(champion.RunId, train, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(
            $"Fitted again from its run: {(again.IsSame ? "the same scores to the bit" : string.Join(", ", again.Differences))}.");
    }

    private string TrackingUri() => Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI") is { Length: > 0 } uri
        ? uri
        : $"sqlite:///{Path.Combine(options.OutputFolder, "mlflow.db")}";
}
