namespace FraudMl;

/// <summary>Runs a range in chunks of one size whatever the number of threads.</summary>
internal static class Chunks
{
    public const int RowCount = 4096;

    public static void Run(int count, ParallelOptions parallel, Action<int, int> run) =>
        Parallel.For(0, (count + RowCount - 1) / RowCount, parallel,
            chunk => run(chunk * RowCount, Math.Min((chunk + 1) * RowCount, count)));

    /// <summary>Returns the threads and the cancellation of a context.</summary>
    public static ParallelOptions Of(ResamplingContext context) =>
        new() { MaxDegreeOfParallelism = Math.Max(1, context.ThreadCount), CancellationToken = context.CancellationToken };
}
