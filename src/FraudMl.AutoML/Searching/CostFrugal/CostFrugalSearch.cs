namespace FraudMl;

/// <summary>Cost-frugal optimization (Wu et al., AAAI 2021): one walk after the other.</summary>
internal sealed class CostFrugalSearch(CostFrugalSearchOptions options) : ISearchAlgorithm
{
    public string Name => "cost-frugal";

    public ISearchSession Start(ParameterSpace space, int seed) => Start(space, seed, null);

    public ISearchSession Start(ParameterSpace space, int seed, Budget? budget) => new WalkSession(EncodedSpace.Of(space),
        new TrialCost(space, budget), new Random(options.Seed ?? seed), options.StepSize, null);

    public override string ToString() => $"{Name}: {options}";
}
