namespace FraudMl;

internal static class ClassShares
{
    /// <summary>Returns how resampling changed the share of frauds, by weight where rows have weights.</summary>
    public static PriorShift Shift(TrainingData before, TrainingData after, bool isExact) => new(OfFraud(before), OfFraud(after), isExact);

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
