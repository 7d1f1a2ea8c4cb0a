namespace FraudMl;

/// <summary>Bayesian optimization by a Gaussian process.</summary>
internal sealed class GaussianProcessSearch(GaussianProcessSearchOptions options) : ISearchAlgorithm
{
    public string Name => "gaussian process";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(EncodedSpace.Of(space), options,
        new Random(options.Seed ?? seed));

    private sealed class Session(EncodedSpace space, GaussianProcessSearchOptions options, Random random) : ISearchSession
    {
        private readonly EncodedTrials _trials = new(space);
        private readonly KernelFit _fit = new(space);
        private readonly SobolSequence? _start = space.Count <= SobolSequence.MaximumDimensionCount
            ? new SobolSequence(space.Count, random.Next()) : null;

        public int? TrialCount => null;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            ObservedTrials observed = ObservedTrials.Of(history, _trials.Of(history), options.MaximumModelTrialCount);
            if (observed.Points.Length < 2 || observed.Points.Length + observed.Pending.Length < options.StartupTrialCount
                || _fit.To(observed) is not { } process)
                return space.Decode(space.Draw(_start, random));
            var climb = new AcquisitionClimb(space, new LogExpectedImprovement(space, _fit.Columns, process), random);
            return space.Decode(climb.Best(observed, options.CandidateCount, options.RestartCount));
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
