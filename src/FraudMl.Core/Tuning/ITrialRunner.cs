namespace FraudMl;

/// <summary>Runs trials somewhere: in this process, in worker processes, on a cluster.</summary>
public interface ITrialRunner
{
    /// <value>How many trials it runs at once.</value>
    int Parallelism { get; }

    /// <summary>Starts a trial and returns without waiting for it.</summary>
    /// <param name="work">The trial, its data and its folds.</param>
    /// <param name="onProgress">Called for each fold and iteration, from any thread.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    Task<CrossValidationReport> Start(TrialWork work, Action<TrialProgress> onProgress, CancellationToken cancellationToken);
}
