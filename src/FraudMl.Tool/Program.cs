namespace FraudMl.Tool;

/// <summary>The process of <c>fraudml</c>.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Console.Out, Console.Error);
}
