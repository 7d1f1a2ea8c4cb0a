namespace FraudMl;

/// <summary>Options of CMA-ES.</summary>
public sealed record CmaEsSearchOptions : ValidatedOptions
{
    /// <value>λ: how many trials make a generation, in [4, 10000]; null is 4 + ⌊3 ln n⌋ of n parameters. Default null.</value>
    [Rule(AtLeast = 4, AtMost = 10_000)]
    public int? PopulationSize { get; init; }

    /// <value>σ at the start as a share of each range, in (0, 1]. Default 1/6.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double StepSize { get; init; } = 1.0 / 6;

    /// <value>Whether trials that were there before the search begins say where (WS-CMA-ES); otherwise it begins in the middle. Default
    /// true.</value>
    public bool WarmStart { get; init; } = true;

    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
