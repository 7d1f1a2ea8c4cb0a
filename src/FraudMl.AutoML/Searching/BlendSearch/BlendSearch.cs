namespace FraudMl;

/// <summary>BlendSearch (Wang et al., ICLR 2021).</summary>
internal sealed class BlendSearch(BlendSearchOptions options) : ISearchAlgorithm
{
    public string Name => "blend search";

    public ISearchSession Start(ParameterSpace space, int seed) => Start(space, seed, null);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget)
    {
        int own = options.Seed ?? seed;
        ISearchSession everywhere = (options.Everywhere ?? Search.Tpe()).Start(space, own, budget);
        return new WalkSession(EncodedSpace.Of(space), new TrialCost(space, budget), new Random(own), options.StepSize, everywhere);
    }

    public override string ToString() => $"{Name}: {options}";
}
