namespace FraudMl;

/// <summary>The search that fits the space and the budget.</summary>
internal sealed class AutoSearch(AutoSearchOptions options) : ISearchAlgorithm
{
    private const int MostGaussianProcessParameters = 40, MostGaussianProcessTrials = 250;

    public string Name => "auto";

    public ISearchSession Start(ParameterSpace space, int seed) => Start(space, seed, null);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget)
    {
        EncodedSpace encoded = EncodedSpace.Of(space);
        int own = options.Seed ?? seed;
        if (Combinations(encoded, space) <= budget?.TrialCount) return Search.Grid(new() { PointsPerParameter = 1 }).Start(space, own);
        ISearchAlgorithm late = encoded.Dimensions.Any(dimension => dimension.IsChoice) ? Search.Tpe() : Search.CmaEs();
        return encoded.Count > MostGaussianProcessParameters
            ? Search.Tpe().Start(space, own)
            : new Session(Search.GaussianProcess().Start(space, own), () => late.Start(space, own));
    }

    // Infinity where anything but choices is open.
    private static double Combinations(EncodedSpace encoded, ParameterSpace space) =>
        encoded.Dimensions.All(dimension => dimension.IsChoice || dimension.ValueCount == 1)
            ? new GridPoints(space, 1).Count
            : double.PositiveInfinity;

    private sealed class Session(ISearchSession early, Func<ISearchSession> late) : ISearchSession
    {
        private ISearchSession? _late;

        public int? TrialCount => null;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history)
        {
            if (_late is null && history.Count(trial => trial.State != TrialState.Running) >= MostGaussianProcessTrials) _late = late();
            return (_late ?? early).Propose(history);
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
