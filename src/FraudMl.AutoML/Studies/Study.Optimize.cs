namespace FraudMl;

public sealed partial class Study
{
    private volatile bool _stopped;

    /// <summary>Runs trials until the budget is used up.</summary>
    /// <param name="objective">Returns the value of a trial, which failed where it throws or the value is not finite. It is called by as
    /// many threads at once as there are workers.</param>
    /// <param name="budget">
    /// The trials that the study shall have, those before this call among them, so that a run that was killed ends where it would have; and
    /// the time of this call, after which running trials are cancelled.
    /// </param>
    /// <param name="cancellationToken">Stops it; running trials are given back to who goes on with the journal.</param>
    /// <exception cref="FraudMlException">Thrown when every trial failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public Task<StudyHistory> OptimizeAsync(
        Func<StudyTrial, double> objective, Budget budget, CancellationToken cancellationToken = default) =>
        OptimizeAsync(trial => Task.FromResult<double[]>([objective(trial)]), budget, cancellationToken);

    /// <summary>Runs trials of several objectives until the budget is used up.</summary>
    /// <param name="objective">Returns a value for each objective.</param>
    /// <param name="budget">As of the other overload.</param>
    /// <param name="cancellationToken">As of the other overload.</param>
    /// <exception cref="FraudMlException">Thrown when every trial failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public Task<StudyHistory> OptimizeAsync(
        Func<StudyTrial, double[]> objective, Budget budget, CancellationToken cancellationToken = default) =>
        OptimizeAsync(trial => Task.FromResult(objective(trial)), budget, cancellationToken);

    /// <summary>Runs trials that wait for something until the budget is used up.</summary>
    /// <param name="objective">Returns the value.</param>
    /// <param name="budget">As of the other overload.</param>
    /// <param name="cancellationToken">As of the other overload.</param>
    /// <exception cref="FraudMlException">Thrown when every trial failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public Task<StudyHistory> OptimizeAsync(
        Func<StudyTrial, Task<double>> objective, Budget budget, CancellationToken cancellationToken = default)
    {
        return OptimizeAsync(Waiting, budget, cancellationToken);

        async Task<double[]> Waiting(StudyTrial trial) => [await objective(trial).ConfigureAwait(false)];
    }

    /// <summary>Runs trials of several objectives that wait for something until the budget is used up.</summary>
    /// <param name="objective">Returns a value for each objective.</param>
    /// <param name="budget">As of the other overload.</param>
    /// <param name="cancellationToken">As of the other overload.</param>
    /// <exception cref="FraudMlException">Thrown when every trial failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public async Task<StudyHistory> OptimizeAsync(
        Func<StudyTrial, Task<double[]>> objective, Budget budget, CancellationToken cancellationToken = default)
    {
        _stopped = false;
        using var loop = new StudyLoop(this, objective, budget, cancellationToken);
        await loop.RunAsync().ConfigureAwait(false);
        return History;
    }

    /// <summary>Ends <c>OptimizeAsync</c> after the trials that run; for callbacks.</summary>
    public void Stop() => _stopped = true;
}
