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
            ["durable", var journal] => DurableChild.Run(journal),
            ["experiment", var deed] => ExperimentChild.Run(Enum.Parse<Deed>(deed)),
            _ => 0,
        };
    }
}
