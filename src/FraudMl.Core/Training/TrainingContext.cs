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

    /// <value>The iterations, from 1, after which a learner scores the rows held back where it stops by none of them; null for all.
    /// Default null.</value>
    public IReadOnlyList<int>? FollowedIterations { get; init; }

    internal PreparedRows? Prepared { get; init; }

    internal bool Follows(int iteration) => FollowedIterations?.Contains(iteration) ?? true;

    /// <summary>Returns what a learner makes of rows before it learns, such as their bins: in a search, what an earlier training of the
    /// same rows gave back.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="key">Who makes it and by which options: with the same key the same would be made of the same rows.</param>
    /// <param name="bytes">What it takes in memory, by estimate.</param>
    /// <param name="make">Makes it anew.</param>
    /// <returns>What no other training uses until it is given back.</returns>
    public Rented<T> Rent<T>(TrainingData rows, string key, long bytes, Func<T> make) where T : class, IDisposable
    {
        if (Prepared is { } prepared) return prepared.Rent(rows, key, bytes, make);
        T made = make();
        return new Rented<T>(made, made.Dispose);
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
