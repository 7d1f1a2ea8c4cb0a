using System.Collections.Concurrent;

namespace FraudMl.Tests;

/// <summary>Runs trials here, and keeps what it was given to run.</summary>
internal sealed class LocalRunner(int parallelism) : ITrialRunner
{
    public ConcurrentQueue<TrialWork> Started { get; } = [];

    public int Parallelism => parallelism;

    public Task<CrossValidationReport> Start(TrialWork work, Action<TrialProgress> onProgress, CancellationToken cancellationToken)
    {
        Started.Enqueue(work);
        return new InProcessTrialRunner(parallelism).Start(work, onProgress, cancellationToken);
    }
}
