using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AcmeFraud.Training;

/// <summary>From transactions to a registered model.</summary>
internal sealed class TrainingJob(
    MlflowClient tracking, MlflowObserver observer, IOptions<FraudMlOptions> options, IConfiguration settings)
{
    /// <summary>Trains, writes the model to <c>output/model</c> and registers it.</summary>
    public async Task RunAsync(string output, CancellationToken stopping)
    {
        FraudMlOptions names = options.Value;

        // A store that is away is told now, not when the training is done.
        await tracking.RequireReadyAsync(names.ExperimentName, stopping);
        Dataset transactions = await Transactions.LoadAsync(settings, names.Seed, stopping);
        (Dataset train, Dataset test) = transactions.SplitByTime(testShare: 0.2);
#if (useAuto)
        Budget budget = Budget.Of(TimeSpan.FromMinutes(settings.GetValue("minutes", 5.0)));
        AutoMLResult result = await AutoML.RunAsync(
            train, budget, Pipelines.Search(names.ExperimentName, names.Seed, new ConsoleProgress(), observer), stopping);
        Console.WriteLine(result);
        test = result.Prepare(test);
        Console.WriteLine(result.Model.Evaluate(test));
        await File.WriteAllTextAsync(Path.Combine(output, "pipeline.cs"), result.ToCSharp(), stopping);
        FraudModel model = result.Model;
#else
        string report = Path.Combine(output, "report");
        ExperimentResult result = await new Experiment(names.ExperimentName)
            .Compare(Pipelines.Fraud(), Pipelines.Fraud().With(Resamplers.Smote(new() { TargetRatio = 0.1 })))
            .EvaluateOn(test)
            .Seed(names.Seed)
            .Render(new ReportRenderer())
            .SavedTo(report)
            .Observe(new ConsoleProgress(), observer)
            .RunAsync(train, stopping);
        Console.WriteLine(result.Evaluation);
        Console.WriteLine($"Report: {Path.Combine(report, "comparison.html")}");
        FraudModel model = result.Best;
#endif

        string folder = Path.Combine(output, "model");
        FraudModelPackage.Write(model, folder, new FraudModelPackageOptions { Example = test, Reference = train });
        await RegisterAsync(model, folder, stopping);
    }

    /// <summary>Registers a model under the alias that <c>--alias</c> names.</summary>
    public async Task RegisterAsync(FraudModel model, string folder, CancellationToken stopping)
    {
        string alias = settings["alias"] ?? "champion";
        try
        {
            RegisteredFraudModel registered = await tracking.RegisterAsync(model, options.Value.ModelName, alias, stopping);
            Console.WriteLine($"Registered {registered.Name} version {registered.Version} as {alias} in {tracking.TrackingUri}; its files "
                + $"are in {folder}.");
        }
        catch (MlflowException refused)
        {
            throw new FraudMlException($"{refused.Message} The model is in {folder}: register it later with --register {folder}", refused);
        }
    }
}
