using FraudMl.Tuning;

namespace FraudMl.Benchmarks;

internal static class Searches
{
    /// <value>The searches that learn, and random search beside them.</value>
    public static (string Name, Func<ISearchAlgorithm> Create)[] All { get; } =
    [
        ("auto", () => Search.Auto()),
        ("tpe", () => Search.Tpe()),
        ("tpe-independent", () => Search.Tpe(new() { Multivariate = false })),
        ("gp", () => Search.GaussianProcess()),
        ("blend", () => Search.BlendSearch()),
        ("cost-frugal", () => Search.CostFrugal()),
        ("cma-es", () => Search.CmaEs()),
        ("sobol", () => Search.Sobol()),
        ("random", () => Search.Random()),
    ];
}
