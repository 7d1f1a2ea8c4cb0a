namespace FraudMl;

internal static class CostThreshold
{
    /// <summary>Returns the single threshold that would have cost least; infinity flags nothing.</summary>
    public static double Best(ScoredRows rows) => CostSummary.Of(rows, ScoreSweep.Of(rows))?.BestThreshold ?? double.PositiveInfinity;
}
