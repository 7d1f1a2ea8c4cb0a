namespace FraudMl.Tests;

/// <summary>What the tests start as processes of their own.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (FraudWorker.TryRun(args)) return 0;
        return args switch
        {
            ["study", var journal, var trials] => StudyChild.Run(journal, int.Parse(trials, null)),
            ["study", var journal, var trials, var processes] =>
                StudyChild.Run(journal, int.Parse(trials, null), int.Parse(processes, null)),
            ["durable", var journal] => DurableChild.Run(journal),
            ["runner", var name, var journal, var folder] => Runner(name, journal, folder),
            ["experiment", var deed] => ExperimentChild.Run(Enum.Parse<Deed>(deed)),
            _ => 0,
        };
    }

    private static int Runner(string name, string journal, string folder)
    {
        ITrialRunner runner = TrialRunnerContractTests.Create(name, 1);
        using (runner as IDisposable) RunnerChild.Run(runner, journal, folder);
        return 0;
    }
}
