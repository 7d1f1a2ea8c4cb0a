using System.Collections.Concurrent;

namespace FraudMl.Tests;

/// <summary>Runs trials here, and keeps what it was given to run.</summary>
internal sealed class LocalRunner(int parallelism) : ITrialRunner
{
    public ConcurrentQueue<TrialWork> Started { get; } = [];

    public int Parallelism => parallelism;

    public Task<CrossValidationReport> RunAsync(TrialWork work, Func<FitProgress, TrialDirective> progress,
        CancellationToken cancellationToken)
    {
        Started.Enqueue(work);
        return new InProcessTrialRunner(parallelism).RunAsync(work, progress, cancellationToken);
    }
}
