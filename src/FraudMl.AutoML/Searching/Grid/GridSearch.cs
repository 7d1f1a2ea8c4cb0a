namespace FraudMl;

/// <summary>Every combination of a few values of each parameter, in shuffled order.</summary>
internal sealed class GridSearch(GridSearchOptions options) : ISearchAlgorithm
{
    private const int MaxTrialCount = 1_000_000;

    public string Name => "grid";

    public bool TakesSeveralObjectives => true;

    public ISearchSession Start(ParameterSpace space, int seed)
    {
        EncodedSpace.Of(space);
        var points = new GridPoints(space, options.PointsPerParameter);
        double count = points.Count;
        if (count > MaxTrialCount)
        {
            throw new FraudMlException(FormattableString.Invariant(
                $"A grid over {space.Parameters.Count} parameters has {count:0} points, and at most {MaxTrialCount} are allowed. Lower PointsPerParameter, tune fewer parameters or use Search.Random()."));
        }

        int[] order = [.. Enumerable.Range(0, (int)count).Where(point => space.Rules.Count == 0 || space.Allows(points.Of(point)))];
        if (order.Length == 0) throw new FraudMlException(
            $"No point of the grid keeps all rules of the space: {string.Join("; ", space.Rules)}. Raise PointsPerParameter or use "
            + "Search.Random().");
        new Random(options.Seed ?? seed).Shuffle(order);
        return new Session(points, order);
    }

    private sealed class Session(GridPoints points, int[] order) : ISearchSession
    {
        private int _next;

        public int? TrialCount => order.Length;

        public bool UsesHistory => false;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history) => _next == order.Length ? null : points.Of(order[_next++]);
    }

    public override string ToString() => $"{Name}: {options}";
}
