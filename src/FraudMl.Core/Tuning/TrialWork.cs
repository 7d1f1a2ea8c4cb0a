namespace FraudMl.Tuning;

/// <summary>What a trial needs to run.</summary>
/// <remarks>
/// These are the objects of this process: a learner can be C#, and rows can be in memory only. A runner that sends trials elsewhere takes
/// <c>work.ToDefinition()</c>, which is data, and runs that where it arrives.
/// </remarks>
/// <param name="Trial">The trial.</param>
/// <param name="Data">The training data.</param>
/// <param name="Folds">The fold scheme: for the folds, for the inner folds and for rows held back, as for the winner later.</param>
/// <param name="Metrics">The metrics that each fold reports beside the usual ones.</param>
/// <param name="ThreadCount">The threads one trial may use.</param>
public sealed record TrialWork(TrialInfo Trial, Dataset Data, IFolds Folds, IReadOnlyList<Metric> Metrics, int ThreadCount)
{
    /// <value>What the trial may take. The experiment cancels one that takes too long; memory is the runner's concern. Default no
    /// limit.</value>
    public TrialLimitOptions Limits { get; init; } = new();

    /// <value>The iterations after which learners score the rows that the first fold validates, for a pruner
    /// (<see cref="IPruner.FollowedIterations"/>); null for all. Default none.</value>
    public IReadOnlyList<int>? FollowedIterations { get; init; } = [];

    /// <value>The share of the legitimate training rows that the learner sees, in (0, 1]; every fraud is kept, and the others weigh as
    /// much more. Default 1: all.</value>
    public double RowShare { get; init; } = 1;

    internal FeatureCache? Features { get; init; }

    /// <summary>Runs the trial in this process: cross-validates its pipeline by its seed.</summary>
    /// <param name="progress">Called for each fold, in order, and each iteration, one at a time; its answer says
    /// whether the trial goes on.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from, or the memory would not do by estimate.</exception>
    /// <exception cref="TrialStoppedException">Thrown when <paramref name="progress"/> said so.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public CrossValidationReport Run(Func<FitProgress, TrialDirective>? progress = null, CancellationToken cancellationToken = default) =>
        Trial.Pipeline.CrossValidate(
            Data,
            Folds,
            Metrics,
            new FitOptions
            {
                Seed = Trial.Seed, ThreadCount = ThreadCount, InnerFolds = Folds, MemoryLimit = Limits.Memory, Features = Features,
                FollowedIterations = FollowedIterations, RowShare = RowShare,
            },
            progress,
            cancellationToken);

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
