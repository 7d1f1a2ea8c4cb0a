namespace FraudMl.Tests;

/// <summary>An experiment in a process of its own, whose workers are that process entered again.</summary>
internal static class ExperimentChild
{
    public static int Run(Deed deed)
    {
        using var workers = new WorkerProcesses(new() { WorkerCount = 1 }) { OnLeased = id => Console.WriteLine($"worker {id}") };
        ExperimentResult result = new Experiment("child").Compare(DeedTrainer.Pipeline(deed)).ValidateBy(Folds.Stratified(3)).RunOn(workers)
            .RunAsync(Pipelines.Train).GetAwaiter().GetResult();
        Console.WriteLine($"score {result.BestReport.Mean(Metrics.AveragePrecision):R}");
        return 0;
    }
}
