namespace FraudMl;

/// <summary>When flagging a transaction is cheaper than letting it pass.</summary>
internal static class CostRule
{
    /// <summary>Bahnsen et al. 2013: flag when the expected loss exceeds the cost of a review, and when the loss is not known.</summary>
    public static bool ShouldFlag(double probability, double missedFraud, double review) =>
        !(missedFraud >= 0 && probability * missedFraud <= review);

    /// <summary>Returns which rows it pays to flag.</summary>
    public static bool[] FlagsOf(double[] probabilities, CostTable costs) =>
        [.. probabilities.Select((probability, row) => ShouldFlag(probability, costs.MissedFraud[row], costs.Review[row]))];

    /// <summary>Elkan 2001: the probability from which flagging is cheaper when every row costs the same.</summary>
    /// <param name="falsePositive">Cost of flagging a legitimate row (c10).</param>
    /// <param name="falseNegative">Cost of a missed fraud (c01).</param>
    /// <param name="truePositive">Cost of flagging a fraud (c11).</param>
    /// <param name="trueNegative">Cost of letting a legitimate row pass (c00).</param>
    public static double ElkanThreshold(double falsePositive, double falseNegative, double truePositive = 0, double trueNegative = 0) =>
        (falsePositive - trueNegative) / (falsePositive - trueNegative + falseNegative - truePositive);
}
