using System.Diagnostics.CodeAnalysis;

namespace FraudMl;

/// <summary>Runs trials in processes of their own, which are the app itself, entered once more.</summary>
public static class FraudWorker
{
    internal const string Argument = "fraudml-worker";

    // Tells the app within a worker from the app: one that forgot TryRun must not start workers of workers.
    internal const string Mark = "FRAUDML_WORKER";

    /// <summary>Runs trials until the runner is done where the process was started as a worker; the first statement of <c>Main</c>:
    /// <c>if (FraudWorker.TryRun(args)) return;</c></summary>
    /// <param name="args">The arguments of the process.</param>
    /// <returns>Whether it was a worker, whose work is done; false at once in the app itself.</returns>
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public static bool TryRun(string[] args)
    {
        if (args is not [Argument, var pipe]) return false;
        WorkerHost.Run(pipe);
        return true;
    }
}
