using System.Runtime.ExceptionServices;

namespace FraudMl;

/// <summary>Runs folds side by side, each with its share of the threads; a learner seldom gains from a second one.</summary>
internal static class FoldLoop
{
    /// <summary>Runs every fold and throws what the first failing fold threw.</summary>
    public static void Run(int foldCount, FitOptions options, Action<int, FitOptions> run)
    {
        int parallelism = Math.Clamp(options.ThreadCount, 1, Math.Max(1, foldCount));
        FitOptions perFold = options with { ThreadCount = Math.Max(1, options.ThreadCount / parallelism) };
        var failures = new Exception?[foldCount];
        Parallel.For(0, foldCount, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, (fold, loop) =>
        {
            try
            {
                run(fold, perFold);
            }
            catch (Exception failure)
            {
                failures[fold] = failure;
                loop.Break();
            }
        });
        if (Array.Find(failures, failure => failure is not null) is { } first) ExceptionDispatchInfo.Throw(first);
    }
}
