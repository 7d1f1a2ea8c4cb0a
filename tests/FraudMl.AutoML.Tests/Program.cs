namespace FraudMl.Tests;

/// <summary>What the tests start as processes of their own.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["study", var journal, var trials]) return StudyChild.Run(journal, int.Parse(trials, null));
        return 0;
    }
}
