namespace FraudMl;

/// <summary>One call from raw transactions to a calibrated, deciding, explained model.</summary>
public static class AutoML
{
    /// <summary>Looks at the data, chooses features, learners and samplers in one search, and fits the best on all rows.</summary>
    /// <remarks>
    /// <para>
    /// It composes what one could write by hand: a pipeline, folds along time where there is a timestamp (else stratified), and an
    /// <see cref="Experiment"/>. Learners and samplers are those of the packages that the app references
    /// (<see cref="Catalogue"/>). <see cref="AutoMLResult.ToString"/> says what was tried, what was left out and why.
    /// </para>
    /// <para>
    /// A budget of time includes everything, the last fit too: the search ends early enough for it. Only a budget of trials gives the
    /// same result on every machine.
    /// </para>
    /// </remarks>
    /// <param name="data">Labelled rows to learn from; rows to judge the model by are held apart by the caller.</param>
    /// <param name="budget">How long it may take, or how many trials it may try.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">Thrown before the first trial when nothing can be learned from the data or an option breaks its
    /// rule, and when every trial failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public static Task<AutoMLResult> RunAsync(
        Dataset data, Budget budget, AutoMLOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(budget);
        (options ??= new()).Validate();
        RunnableData.Require(data);
        return Task.Run(() => new AutomaticRun(data, budget, options).RunAsync(cancellationToken), cancellationToken);
    }
}
