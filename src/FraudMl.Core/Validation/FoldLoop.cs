using System.Runtime.ExceptionServices;

namespace FraudMl;

/// <summary>Runs folds side by side, each with its share of the threads; a learner seldom gains from a second one.</summary>
internal static class FoldLoop
{
    /// <summary>Runs every fold with its number of threads and throws what the first failing fold threw.</summary>
    public static void Run(int foldCount, int threadCount, Action<int, int> run)
    {
        if (TryRun(foldCount, threadCount, run) is { } failure) ExceptionDispatchInfo.Throw(failure.Exception);
    }

    /// <summary>Runs every fold with its number of threads; those before a failing one run to their end. Returns the first
    /// failure, if there is one.</summary>
    public static (int Fold, Exception Exception)? TryRun(int foldCount, int threadCount, Action<int, int> run)
    {
        int parallelism = Math.Clamp(threadCount, 1, Math.Max(1, foldCount));
        int perFold = Math.Max(1, threadCount / parallelism);
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
        int first = Array.FindIndex(failures, failure => failure is not null);
        return first < 0 ? null : (first, failures[first]!);
    }
}
