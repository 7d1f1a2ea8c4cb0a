namespace FraudMl.Tuning;

/// <summary>Runs trials somewhere: in this process, in worker processes, on a cluster.</summary>
public interface ITrialRunner
{
    /// <value>How many trials it runs at once.</value>
    int Parallelism { get; }

    /// <summary>Runs a trial; returns without waiting for it.</summary>
    /// <param name="work">The trial, its data and its folds.</param>
    /// <param name="progress">Called for each fold, in order, and each iteration, one at a time; its answer says
    /// whether the trial goes on.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    /// <exception cref="TrialStoppedException">Thrown when <paramref name="progress"/> said so.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    Task<CrossValidationReport> RunAsync(TrialWork work, Func<FitProgress, TrialDirective> progress, CancellationToken cancellationToken);
}
