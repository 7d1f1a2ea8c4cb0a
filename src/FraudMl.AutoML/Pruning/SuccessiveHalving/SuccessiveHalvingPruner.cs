namespace FraudMl;

/// <summary>Asynchronous successive halving (Li et al., MLSys 2020), against the trials of earlier batches.</summary>
internal sealed class SuccessiveHalvingPruner(SuccessiveHalvingPrunerOptions options) : IPruner
{
    private readonly Rungs _rungs = new(options.MinimumFoldCount, options.MinimumIterationCount, options.ReductionFactor);

    public string Name => "successive halving";

    public IReadOnlyList<int>? FollowedIterations => _rungs.Iterations;

    public TrialDirective Judge(in TrialProgress progress) => _rungs.Judge(progress, progress.History);

    public override string ToString() => $"{Name}: {options}";
}
