namespace FraudMl;

/// <summary>Options of principal components.</summary>
public sealed record PcaOptions : ValidatedOptions
{
    /// <value>The number of components; null for all, or for as many as <see cref="VarianceRatio"/> asks for. Default null.</value>
    [Rule(AtLeast = 1), Tune(2, 30, Cap = TuneCap.Features)]
    public int? ComponentCount { get; init; }

    /// <value>The share of the variance that the components must exceed together; the fewest that do are kept. Default null.</value>
    [Rule(Above = 0, Below = 1), Tune(0.8, 0.99)]
    public double? VarianceRatio { get; init; }

    /// <value>Whether each component is divided by its standard deviation. Default false.</value>
    public bool Whiten { get; init; }

    /// <value>What the columns are called, followed by 1, 2 and so on. Default <c>PC</c>.</value>
    public string Prefix { get; init; } = "PC";

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (ComponentCount is not null && VarianceRatio is not null) yield return "Give ComponentCount or VarianceRatio, not both.";
    }
}
