namespace FraudMl;

/// <summary>How a pipeline is fitted.</summary>
public sealed record FitOptions : ValidatedOptions
{
    /// <value>The seed of everything random. Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The most threads used; the result does not depend on it. Default: the processors of the machine.</value>
    [Rule(AtLeast = 1)]
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <value>
    /// The scheme by which training rows are split once more: for the out-of-fold scores that calibrator and
    /// decision are fitted on (rows that no fold validates have no part in them), for cross-fitted encoders, and for the rows
    /// held back for early stopping.
    /// Default: 5 stratified folds with <see cref="Seed"/>.
    /// </value>
    public IFolds? InnerFolds { get; init; }

    /// <value>The features that trials share; null for none. Only what has <see cref="InnerFolds"/> shares.</value>
    internal FeatureCache? Features { get; init; }

    /// <value>The iterations after which learners score the rows that the first fold validates, where they hold none back;
    /// null for all.</value>
    internal IReadOnlyList<int>? FollowedIterations { get; init; } = [];

    /// <value>The share of the legitimate training rows that the learner sees.</value>
    internal double RowShare { get; init; } = 1;

    /// <value>What features and learners of all folds at once may take by estimate; null for no limit.</value>
    internal long? MemoryLimit { get; init; }

    /// <value>How many folds share that.</value>
    internal int FoldsAtOnce { get; init; } = 1;

    internal const int InnerFoldCount = 5;

    internal IFolds Inner => InnerFolds ?? Folds.Stratified(InnerFoldCount, Seed);
}
