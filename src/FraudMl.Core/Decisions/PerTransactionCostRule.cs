namespace FraudMl;

[DefinedAs("Costs.PerTransaction")]
internal sealed class PerTransactionCostRule(PerTransactionCostOptions options) : IDecisionRule
{
    public string Name => FormattableString.Invariant($"flag when p × {options.MissedFraud} > {options.Review}");

    public ValidatedOptions Options => options;

    public IDecisionRule With(ValidatedOptions other) => new PerTransactionCostRule(other.As<PerTransactionCostOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public CostTable? CostsOf(Dataset data)
    {
        RowSchema inputs = ModelInputs.Raw(data);
        return Fitted(inputs, threshold: 0).CostsOf(ModelInputs.Load(data, inputs));
    }

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) => Fitted(inputs, CostThreshold.Best(outOfFold));

    private CostDecision Fitted(RowSchema inputs, double threshold) => new(options.MissedFraud.Bind(inputs), options.Review)
    {
        Threshold = threshold, Undecidable = options.Undecidable,
    };
}

internal sealed record PerTransactionCostOptions : DecisionOptions
{
    public DerivedNode MissedFraud { get; init; } = new DerivedNumber(0);

    [Rule(Above = 0)]
    public double Review { get; init; } = 1;
}
