namespace FraudMl;

/// <summary>Independent draws, uniform on each parameter's scale (Bergstra and Bengio, JMLR 13, 2012).</summary>
internal sealed class RandomSearch(RandomSearchOptions options) : ISearchAlgorithm
{
    public string Name => "random";

    public bool TakesSeveralObjectives => true;

    public ISearchSession Start(ParameterSpace space, int seed) => new Session(EncodedSpace.Of(space), new Random(options.Seed ?? seed));

    private sealed class Session(EncodedSpace space, Random random) : ISearchSession
    {
        public int? TrialCount => null;

        public bool UsesHistory => false;

        public ParameterSet Propose(IReadOnlyList<SearchTrial> history) => space.Decode(space.Draw(random));
    }

    public override string ToString() => $"{Name}: {options}";
}
