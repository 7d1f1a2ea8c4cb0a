namespace FraudMl;

internal static class CostThreshold
{
    /// <summary>Returns the single threshold that would have cost least; infinity flags nothing.</summary>
    public static double Best(ScoredRows rows) =>
        Evaluation.Of(rows, new EvaluationOptions { DrawCount = 0 }).Costs?.BestThreshold ?? double.PositiveInfinity;
}
