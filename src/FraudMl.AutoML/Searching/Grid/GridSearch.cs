namespace FraudMl;

/// <summary>Every combination of a few values of each parameter, in shuffled order.</summary>
internal sealed class GridSearch(GridSearchOptions options) : ISearchAlgorithm
{
    private const int MaxTrialCount = 1_000_000;

    public string Name => "grid";

    public ISearchSession Start(ParameterSpace space, int seed)
    {
        object[][] points = [.. space.Parameters.Select(parameter => parameter.Points(options.PointsPerParameter))];
        double count = points.Aggregate(1.0, (product, values) => product * values.Length);
        if (count > MaxTrialCount)
        {
            throw new FraudMlException(FormattableString.Invariant(
                $"A grid over {space.Parameters.Count} parameters has {count:0} points, and at most {MaxTrialCount} are allowed. Lower PointsPerParameter, tune fewer parameters or use Search.Random()."));
        }

        int[] order = [.. Enumerable.Range(0, (int)count)];
        new Random(options.Seed ?? seed).Shuffle(order);
        return new Session(space, points, order);
    }

    private sealed class Session(ParameterSpace space, object[][] points, int[] order) : ISearchSession
    {
        private int _next;

        public int? TrialCount => order.Length;

        public bool UsesHistory => false;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history)
        {
            if (_next == order.Length) return null;
            int place = order[_next++];
            var values = new Dictionary<string, object>();
            for (int i = 0; i < points.Length; i++)
            {
                values[space.Parameters[i].Name] = points[i][place % points[i].Length];
                place /= points[i].Length;
            }

            return new ParameterSet(values);
        }
    }
}
