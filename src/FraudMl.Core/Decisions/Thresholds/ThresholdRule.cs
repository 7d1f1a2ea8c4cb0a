namespace FraudMl;

internal sealed class ThresholdRule(string name, Func<ScoreSweep, double> choose) : IDecisionRule
{
    public string Name => name;

    public CostTable? CostsOf(Dataset data) => null;

    public FittedDecision Fit(ScoredRows outOfFold, RowSchema inputs) => new ThresholdDecision { Threshold = choose(ScoreSweep.Of(outOfFold)) };
}
