namespace FraudMl;

/// <summary>The search that fits the space and the budget.</summary>
internal sealed class AutoSearch(AutoSearchOptions options) : ISearchAlgorithm
{
    private const int MostGaussianProcessParameters = 40, MostGaussianProcessTrials = 250;

    // A budget of fewer trials spreads a quarter of them evenly, and not the usual ten.
    private const int FewTrials = 40, FewestStartupTrials = 3;

    // Of so few trials that fit into the time, those that cost little come first.
    private const double FewFitting = 50;

    // Where so many fit, the Gaussian process takes longer than they do: it is left after a good start.
    private const double ManyFitting = 10_000;
    private const int StartOfMany = 50;

    public string Name => "auto";

    public ISearchSession Start(ParameterSpace space, int seed) => Start(space, seed, null);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget)
    {
        EncodedSpace encoded = EncodedSpace.Of(space);
        int own = options.Seed ?? seed;
        if (Combinations(encoded, space) <= budget?.TrialCount) return Search.Grid(new() { PointsPerParameter = 1 }).Start(space, own);
        ISearchAlgorithm late = encoded.Dimensions.Any(dimension => dimension.IsChoice) ? Search.Tpe() : Search.CmaEs();
        if (encoded.Count > MostGaussianProcessParameters) return Search.Tpe().Start(space, own);
        ISearchAlgorithm early = budget?.TrialCount is < FewTrials and var few
            ? Search.GaussianProcess(new() { StartupTrialCount = Math.Max(FewestStartupTrials, few / 4) })
            : Search.GaussianProcess();
        var cost = new TrialCost(space, budget);
        ISearchSession? frugal = cost.IsTold && budget is { TrialCount: null, Duration: not null }
            ? Search.BlendSearch(new() { Everywhere = early }).Start(space, own, budget) : null;
        return new Session(early.Start(space, own), () => late.Start(space, own), frugal, cost);
    }

    // Infinity where anything but choices is open.
    private static double Combinations(EncodedSpace encoded, ParameterSpace space) =>
        encoded.Dimensions.All(dimension => dimension.IsChoice || dimension.ValueCount == 1)
            ? new GridPoints(space, 1).Count
            : double.PositiveInfinity;

    private sealed class Session(ISearchSession early, Func<ISearchSession> late, ISearchSession? frugal, TrialCost cost) : ISearchSession
    {
        private ISearchSession? _late;
        private bool _canAfford = frugal is null;

        public int? TrialCount => null;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history)
        {
            int ended = history.Count(trial => trial.State != TrialState.Running);
            double? fitting = cost.FitsInto(history);
            _canAfford |= fitting >= FewFitting;
            if (ended >= MostGaussianProcessTrials || (ended >= StartOfMany && fitting >= ManyFitting)) _late ??= late();
            return (_late ?? (_canAfford ? early : frugal!)).Propose(history);
        }
    }

    public override string ToString() => $"{Name}: {options}";
}
