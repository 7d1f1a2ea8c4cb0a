namespace FraudMl.Steps;

/// <summary>What a step may use beside the rows while it is fitted.</summary>
/// <param name="Seed">The seed of everything random in the step.</param>
/// <param name="Folds">How cross-fitted encoders split the training rows.</param>
/// <param name="CancellationToken">Stops the fitting.</param>
public sealed record StepContext(int Seed, IFolds Folds, CancellationToken CancellationToken = default)
{
    /// <value>The seed of everything random in the step; one that does not use it leaves it unread, and is not fitted again for another
    /// seed.</value>
    public int Seed
    {
        get
        {
            OnSeedRead?.Invoke();
            return field;
        }

        init;
    } = Seed;

    internal Action? OnSeedRead { get; init; }
}
