namespace FraudMl;

/// <summary>Options of BlendSearch.</summary>
public sealed record BlendSearchOptions : ValidatedOptions
{
    /// <value>The search that looks everywhere; null for <c>Search.Tpe()</c>. Default null.</value>
    public ISearchAlgorithm? Everywhere { get; init; }

    /// <value>The first step of a walk as a share of each range; over n numbers, √n times as long in all, in (0, 1]. Default
    /// 0.1.</value>
    [Rule(Above = 0, AtMost = 1)]
    public double StepSize { get; init; } = 0.1;

    /// <value>The seed; null takes the experiment's. Default null.</value>
    public int? Seed { get; init; }
}
