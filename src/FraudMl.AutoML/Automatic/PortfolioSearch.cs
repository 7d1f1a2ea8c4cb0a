namespace FraudMl;

/// <summary>Tries known points first, then goes on with another search, which knows how they did; ends when there is no time for
/// more.</summary>
internal sealed class PortfolioSearch(PortfolioSearchOptions options) : ISearchAlgorithm
{
    public string Name => "automl";

    public ISearchSession Start(ParameterSpace space, int seed) => Start(space, seed, null);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget) =>
        new Session(options, (options.Then ?? Search.Auto()).Start(space, seed, budget));

    public override string ToString() => $"{Name}: {options}";

    private sealed class Session(PortfolioSearchOptions options, ISearchSession then) : ISearchSession
    {
        private int _tried;

        public int? TrialCount => then.TrialCount is { } count ? options.Points.Count + count : null;

        public ParameterSet? Propose(IReadOnlyList<SearchTrial> history)
        {
            if (options.GoesOn?.Invoke() == false) return null;
            return _tried < options.Points.Count ? options.Points[_tried++] : then.Propose(history);
        }
    }
}

/// <summary>What a search begins with, goes on with, and ends by.</summary>
internal sealed record PortfolioSearchOptions : ValidatedOptions
{
    /// <value>The points that are tried first. Default none.</value>
    public IReadOnlyList<ParameterSet> Points { get; init; } = [];

    /// <value>The search after them. Default <c>Search.Auto()</c>.</value>
    public ISearchAlgorithm? Then { get; init; }

    /// <value>Whether there is time for another trial. Default: always.</value>
    public Func<bool>? GoesOn { get; init; }
}
