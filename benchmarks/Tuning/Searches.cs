using FraudMl.Tuning;

namespace FraudMl.Benchmarks;

internal static class Searches
{
    /// <value>The searches that learn, and random search beside them.</value>
    public static (string Name, Func<ISearchAlgorithm> Create)[] All { get; } =
    [
        ("tpe", () => Search.Tpe()),
        ("tpe-independent", () => Search.Tpe(new() { Multivariate = false })),
        ("random", () => Search.Random()),
    ];
}
