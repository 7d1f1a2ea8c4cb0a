namespace FraudMl.Resampling;

/// <summary>What a resampler may use beside the rows.</summary>
/// <param name="Seed">The seed of everything random; a seed in the options goes first.</param>
/// <param name="ThreadCount">The most threads it may use; the result does not depend on it.</param>
/// <param name="CancellationToken">Stops the resampling.</param>
public sealed record ResamplingContext(int Seed, int ThreadCount, CancellationToken CancellationToken = default);
