namespace FraudMl;

/// <summary>Runs trials in this process, each on a thread of its own, so that the thread pool stays free for the events.</summary>
internal sealed class InProcessTrialRunner(int parallelism) : ITrialRunner
{
    public int Parallelism => parallelism;

    public Task<CrossValidationReport> RunAsync(TrialWork work, Func<FitProgress, TrialDirective> progress,
        CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => work.Run(progress, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public override string ToString() => FormattableString.Invariant($"in this process, {Parallelism} at a time");
}
