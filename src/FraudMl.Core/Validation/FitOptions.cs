namespace FraudMl;

/// <summary>How a pipeline is fitted.</summary>
public sealed record FitOptions
{
    /// <value>The seed of everything random. Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The most threads used; the result does not depend on it. Default: the processors of the machine.</value>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>How out-of-fold scores for calibrator and decision are made; rows that no fold validates have no part in them. Default: 5 stratified folds with <see cref="Seed"/>.</value>
    public IFolds? InnerFolds { get; init; }

    /// <value>Called for each finished fold and iteration, from any thread; null for no reports.</value>
    public Action<TrialProgress>? OnProgress { get; init; }

    /// <value>Stops the fitting.</value>
    public CancellationToken CancellationToken { get; init; }
}
