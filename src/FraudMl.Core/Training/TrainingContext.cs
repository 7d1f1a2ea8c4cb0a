namespace FraudMl.Training;

/// <summary>What a learner may use beside the data.</summary>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="ThreadCount">The most threads it may use; the result does not depend on it.</param>
/// <param name="OnIteration">Called after each iteration; returning false stops the training with what it has.
/// Null when nobody listens.</param>
/// <param name="CancellationToken">Stops the training.</param>
public sealed record TrainingContext(
    int Seed, int ThreadCount, Func<TrainingIteration, bool>? OnIteration = null, CancellationToken CancellationToken = default)
{
    /// <value>
    /// Told, from any thread, what a model trained all the same does not do as its user may think. Default null: nobody is told.
    /// </value>
    public Action<string>? OnWarning { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
