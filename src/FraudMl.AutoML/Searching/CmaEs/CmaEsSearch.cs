namespace FraudMl;

/// <summary>CMA-ES (Hansen and Ostermeier 2001).</summary>
internal sealed class CmaEsSearch(CmaEsSearchOptions options) : ISearchAlgorithm
{
    public string Name => "cma-es";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(EncodedSpace.Of(space), options,
        new Random(options.Seed ?? seed));

    private sealed class Session : ISearchSession
    {
        // An axis shorter than this has converged.
        private const double Converged = 1e-9;

        private readonly EncodedSpace _space;
        private readonly CmaEsSearchOptions _options;
        private readonly Random _random;
        private readonly int[] _numbers, _choices;
        private readonly ChoiceShares[] _shares;
        private readonly List<(ParameterSet Parameters, double[] Numbers, double[] Point)> _open = [];
        private CmaDistribution? _distribution;

        public Session(EncodedSpace space, CmaEsSearchOptions options, Random random)
        {
            (_space, _options, _random) = (space, options, random);
            _numbers = [.. Enumerable.Range(0, space.Count).Where(d => !space.Dimensions[d].IsChoice
                && space.Dimensions[d].ValueCount > 1)];
            _choices = [.. Enumerable.Range(0, space.Count).Where(d => space.Dimensions[d].IsChoice)];
            _shares = [.. _choices.Select(d => new ChoiceShares(space.Dimensions[d].ChoiceCount))];
        }

        public int? TrialCount => null;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history)
        {
            if (_distribution is null) Begin(history);
            else Learn(history);
            double[] numbers = [];
            double[]? point = _space.Allowed(() => Drawn(numbers = _numbers.Length > 0 ? _distribution!.Draw(_random) : []));
            if (point is null)
            {
                point = _space.Draw(_random);
                numbers = Numbers(point);
            }

            ParameterSet proposal = _space.Decode(point);
            _open.Add((proposal, numbers, point));
            return proposal;
        }

        private double[] Drawn(double[] numbers) => _space.Draw(d => _space.Dimensions[d] is { IsChoice: true } choice
            ? (_shares[Array.IndexOf(_choices, d)].Draw(_random.NextDouble()) + 0.5) / choice.ChoiceCount
            : Array.IndexOf(_numbers, d) is >= 0 and var place ? numbers[place] : 0.5);

        private double[] Numbers(double[] point) => [.. _numbers.Select(d => double.IsNaN(point[d]) ? 0.5 : point[d])];

        private void Begin(IReadOnlyList<SearchTrial> history)
        {
            int n = _numbers.Length, population = _options.PopulationSize ?? (4 + (int)(3 * Math.Log(Math.Max(n, 1))));
            // Where there are only choices, one number that means nothing keeps count of the generations.
            int size = Math.Max(n, 1);
            _distribution = new CmaDistribution([.. Enumerable.Repeat(0.5, size)], _options.StepSize, Identity(size), population);
            if (!_options.WarmStart || n == 0) return;
            double[][] good = [.. history.Where(trial => trial is { State: TrialState.Completed, Score: { } score } && !double.IsNaN(score))
                .OrderByDescending(trial => trial.Score).Select(trial => _space.Encode(trial.Parameters)).OfType<double[]>()
                .Select(Numbers)];
            good = good[..(int)Math.Ceiling(0.1 * good.Length)];
            if (good.Length >= 2) _distribution = CmaWarmStart.From(good, population);
        }

        private void Learn(IReadOnlyList<SearchTrial> history)
        {
            var ended = new Dictionary<ParameterSet, SearchTrial>(ReferenceEqualityComparer.Instance);
            foreach (SearchTrial trial in history)
            {
                if (trial.State != TrialState.Running) ended[trial.Parameters] = trial;
            }

            int size = _distribution!.PopulationSize;
            int[] places = [.. Enumerable.Range(0, _open.Count).Where(i => ended.ContainsKey(_open[i].Parameters)).Take(size)];
            if (places.Length < size) return;
            var pruned = new PrunedScore(history);
            (double[] Numbers, double[] Point)[] ranked = [.. places.OrderByDescending(i => Score(ended[_open[i].Parameters], pruned))
                .ThenByDescending(i => LastReport.Of(ended[_open[i].Parameters]).Value)
                .Select(i => (_open[i].Numbers, _open[i].Point))];
            foreach (int place in places.Reverse()) _open.RemoveAt(place);
            double margin = 1.0 / (Math.Max(1, _numbers.Length) * size);
            for (int c = 0; c < _choices.Length; c++)
                _shares[c].Update([.. ranked.Select(trial => trial.Point[_choices[c]])], _distribution.Weights, 0.5,
                    margin * _choices.Length);
            if (_numbers.Length == 0) return;
            _distribution.Update([.. ranked.Select(trial => trial.Numbers)]);
            for (int j = 0; j < _numbers.Length; j++)
            {
                EncodedDimension dimension = _space.Dimensions[_numbers[j]];
                if (dimension.IsWhole) _distribution.KeepMargin(j, dimension.Cell(_distribution.Mean[j]), margin);
            }

            if (_distribution.Widest < Converged) Restart();
        }

        // IPOP (Auger and Hansen 2005): anywhere, with twice as many.
        private void Restart()
        {
            _open.Clear();
            _distribution = new CmaDistribution([.. _numbers.Select(_ => _random.NextDouble())], _options.StepSize,
                Identity(_numbers.Length),
                2 * _distribution!.PopulationSize);
        }

        // What failed is worse than all, and so is what was pruned before a place that a completed trial passed.
        private static double Score(SearchTrial trial, PrunedScore pruned)
        {
            double score = trial.State == TrialState.Pruned ? pruned.Of(trial) : trial.Score ?? double.NaN;
            return double.IsNaN(score) ? double.NegativeInfinity : score;
        }

        private static double[][] Identity(int n) =>
            [.. Enumerable.Range(0, n).Select(i => (double[])[.. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)])];
    }

    public override string ToString() => $"{Name}: {options}";
}
