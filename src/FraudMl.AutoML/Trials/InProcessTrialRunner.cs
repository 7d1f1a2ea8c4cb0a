namespace FraudMl;

/// <summary>Runs trials in this process, each on a thread of its own, so that the thread pool stays free for the events.</summary>
internal sealed class InProcessTrialRunner(int parallelism) : ITrialRunner
{
    public int Parallelism => parallelism;

    public Task<CrossValidationReport> Start(TrialWork work, Action<TrialProgress> onProgress, CancellationToken cancellationToken)
    {
        var options = new FitOptions
        {
            Seed = work.Seed,
            ThreadCount = work.ThreadCount,
            OnProgress = onProgress,
            CancellationToken = cancellationToken,
        };
        return Task.Factory.StartNew(
            () => work.Trial.Pipeline.CrossValidate(work.Data, work.Folds, options),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
