namespace FraudMl.Tests;

/// <summary>An experiment with a journal, of all that can become of a trial.</summary>
internal static class DurableChild
{
    public static Experiment Experiment(string? journal)
    {
        Experiment experiment = new Experiment("durable")
            .Compare(Pipelines.Newton(), Pipelines.Failing("It never learns."), Pipelines.Newton(ridge: 5))
            .ValidateBy(Folds.Stratified(3, seed: 5)).Batch(2)
            .Optimize(Metrics.AveragePrecision, Search.Tpe(new() { StartupTrialCount = 3 }), Budget.OfTrials(8),
                new ParameterSpace([]).Range("Ridge", 0.01, 1000, Scale.Log), Pruners.Median(new() { StartupTrialCount = 2 }));
        return journal is null ? experiment : experiment.Journal(journal);
    }

    public static int Run(string journal)
    {
        Experiment(journal).RunAsync(Pipelines.Train).GetAwaiter().GetResult();
        return 0;
    }
}
