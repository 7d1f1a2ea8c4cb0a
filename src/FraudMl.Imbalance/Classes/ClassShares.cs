namespace FraudMl;

internal static class ClassShares
{
    /// <summary>Returns how resampling changed the share of frauds, by weight where rows have weights.</summary>
    /// <exception cref="FraudMlException">Thrown when the rows of one class have no weight left.</exception>
    public static PriorShift Shift(TrainingData before, TrainingData after, bool isExact) => OfFraud(after) is > 0 and < 1 and var share
        ? new PriorShift(OfFraud(before), share, isExact)
        : throw new FraudMlException(
            "After resampling the rows of one class weigh nothing, and rows of weight 0 are as if they were not there. "
            + "Leave them out before, or do without the weights.");

    private static double OfFraud(TrainingData data)
    {
        if (data.Weights.IsEmpty) return (double)data.FraudCount / data.Labels.Length;
        ReadOnlySpan<bool> labels = data.Labels.Span;
        ReadOnlySpan<float> weights = data.Weights.Span;
        double frauds = 0;
        double all = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            all += weights[row];
            if (labels[row]) frauds += weights[row];
        }

        return frauds / all;
    }
}
