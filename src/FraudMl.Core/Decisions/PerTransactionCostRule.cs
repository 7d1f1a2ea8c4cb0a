namespace FraudMl;

internal sealed class PerTransactionCostRule(DerivedNode missedFraud, double review) : IDecisionRule
{
    public string Name => System.FormattableString.Invariant($"flag when p × {missedFraud} > {review}");

    public CostTable? CostsOf(Dataset data)
    {
        RowSchema inputs = ModelInputs.Of(data);
        return new CostDecision(missedFraud.Bind(inputs), review) { Threshold = 0 }.CostsOf(ModelInputs.Load(data, inputs));
    }

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) =>
        new CostDecision(missedFraud.Bind(inputs), review) { Threshold = CostThreshold.Best(outOfFold) };
}
