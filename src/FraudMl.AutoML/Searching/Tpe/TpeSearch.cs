namespace FraudMl;

/// <summary>The tree-structured Parzen estimator (Bergstra et al., NeurIPS 2011).</summary>
internal sealed class TpeSearch(TpeSearchOptions options) : ISearchAlgorithm
{
    public string Name => "tpe";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(EncodedSpace.Of(space), options,
        new Random(options.Seed ?? seed));

    private sealed class Session : ISearchSession
    {
        // Of proposals until one keeps the rules of the space.
        private const int MostAttempts = 50;

        private readonly EncodedSpace _space;
        private readonly TpeSearchOptions _options;
        private readonly Random _random;
        private readonly EncodedTrials _trials;
        private readonly ParzenEstimator[] _groups;

        public Session(EncodedSpace space, TpeSearchOptions options, Random random)
        {
            (_space, _options, _random, _trials) = (space, options, random, new EncodedTrials(space));
            IEnumerable<int[]> groups = options.Multivariate ? space.Groups() : Enumerable.Range(0, space.Count).Select(d => new[] { d });
            _groups = [.. groups.Select(group => new ParzenEstimator(space, group, options.PriorWeight))];
        }

        public int? TrialCount => null;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            double[]?[] points = _trials.Of(history);
            TpeSplit split = TpeSplit.Of(history, points, _options);
            if (split.EndedCount < _options.StartupTrialCount) return _space.Decode(_space.Draw(_random));
            foreach (ParzenEstimator group in _groups) group.Forget();
            return _space.Decode(_space.Allowed(Likely, MostAttempts) ?? _space.Draw(_random));

            double[] Likely()
            {
                double[] point = new double[_space.Count];
                Array.Fill(point, double.NaN);
                foreach (ParzenEstimator group in _groups.Where(group => _space.IsActive(group.First, point)))
                    group.Propose(points, split, _options.CandidateCount, _random, point);
                return point;
            }
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
