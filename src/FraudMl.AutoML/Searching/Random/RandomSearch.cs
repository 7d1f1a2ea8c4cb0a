namespace FraudMl;

/// <summary>Independent draws, uniform on each parameter's scale (Bergstra and Bengio, JMLR 13, 2012).</summary>
internal sealed class RandomSearch(RandomSearchOptions options) : ISearchAlgorithm
{
    public string Name => "random";

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(space, new Random(options.Seed ?? seed));

    private sealed class Session(ParameterSpace space, Random random) : ISearchSession
    {
        public int? TrialCount => null;

        public bool UsesHistory => false;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history) =>
            new(space.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Draw(random.NextDouble())));
    }
}
