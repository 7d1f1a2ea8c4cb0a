namespace FraudMl;

/// <summary>Weight of evidence and information value (Good 1950; Siddiqi 2006), counts smoothed by 0.5.</summary>
internal static class WeightOfEvidence
{
    private const double Smoothing = 0.5;

    /// <summary>Returns ln of a bin's share of the frauds over its share of the legitimate rows.</summary>
    public static double Of(double frauds, double legits, double allFrauds, double allLegits) =>
        Math.Log((frauds + Smoothing) / allFrauds / ((legits + Smoothing) / allLegits));

    /// <summary>Returns the sum over the bins of the difference of the shares times the weight of evidence; null without both classes.</summary>
    public static double? InformationValue(ReadOnlySpan<int> frauds, ReadOnlySpan<int> legits)
    {
        (double allFrauds, double allLegits) = (Counts.Sum(frauds), Counts.Sum(legits));
        if (allFrauds == 0 || allLegits == 0) return null;
        double value = 0;
        for (int i = 0; i < frauds.Length; i++)
            value += ((frauds[i] / allFrauds) - (legits[i] / allLegits)) * Of(frauds[i], legits[i], allFrauds, allLegits);
        return value;
    }
}
