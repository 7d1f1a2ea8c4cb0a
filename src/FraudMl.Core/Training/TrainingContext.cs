namespace FraudMl;

/// <summary>What a learner may use beside the data.</summary>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="ThreadCount">The most threads it may use; the result does not depend on it.</param>
public sealed record TrainingContext(int Seed, int ThreadCount)
{
    /// <value>Called after each iteration; returning false stops the training with what it has.</value>
    public Func<TrainingIteration, bool>? OnIteration { get; init; }

    /// <value>Stops the training.</value>
    public CancellationToken CancellationToken { get; init; }
}
