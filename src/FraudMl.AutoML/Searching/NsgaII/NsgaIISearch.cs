namespace FraudMl;

/// <summary>The non-dominated sorting genetic algorithm II (Deb et al., IEEE TEC 2002).</summary>
internal sealed class NsgaIISearch(NsgaIISearchOptions options) : ISearchAlgorithm
{
    public string Name => "nsga-ii";

    public bool TakesSeveralObjectives => true;

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(EncodedSpace.Of(space), options,
        new Random(options.Seed ?? seed));

    private sealed class Session : ISearchSession
    {
        private readonly EncodedSpace _space;
        private readonly NsgaIISearchOptions _options;
        private readonly Random _random;
        private readonly Variation _variation;
        private readonly SobolSequence? _start;
        private readonly List<Individual> _next = [];
        private readonly HashSet<ParameterSet> _known = new(ReferenceEqualityComparer.Instance);
        private Individual[] _parents = [];
        private int _ended;

        public Session(EncodedSpace space, NsgaIISearchOptions options, Random random)
        {
            (_space, _options, _random, _variation) = (space, options, random, new Variation(space, options, random));
            _start = space.Count <= SobolSequence.MaximumDimensionCount ? new SobolSequence(space.Count, random.Next()) : null;
        }

        public int? TrialCount => null;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            Learn(history);
            return _space.Decode(_parents.Length > 0
                ? _space.Allowed(() => _variation.Child(Winner(), Winner())) ?? _space.Draw(_random)
                : _space.Draw(_start, _random));
        }

        // Trials that failed or were stopped say nothing of the front; those before the first that still runs are known for good.
        private void Learn(IReadOnlyList<SearchTrial> history)
        {
            bool all = true;
            for (int i = _ended; i < history.Count; i++)
            {
                SearchTrial trial = history[i];
                all &= trial.State != TrialState.Running;
                if (all) _ended = i + 1;
                if (trial.State != TrialState.Completed || !trial.Scores.All(double.IsFinite) || !_known.Add(trial.Parameters)) continue;
                if (_space.Encode(trial.Parameters) is { } point) _next.Add(new Individual(point, [.. trial.Scores]));
            }

            if (_next.Count < _options.PopulationSize) return;
            _parents = Survival.Of([.. _parents, .. _next], _options.PopulationSize);
            _next.Clear();
        }

        private Individual Winner()
        {
            Individual a = _parents[_random.Next(_parents.Length)], b = _parents[_random.Next(_parents.Length)];
            return b.IsBefore(a) ? b : a;
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
