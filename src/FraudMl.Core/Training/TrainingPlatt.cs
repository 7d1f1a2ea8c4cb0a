namespace FraudMl;

/// <summary>Platt's curve over scores of the training rows, for learners whose score is no log-odds.</summary>
internal static class TrainingPlatt
{
    public static PlattCalibration Fit(double[] scores, TrainingData data)
    {
        double[] weights = data.Weights.IsEmpty ? [.. Enumerable.Repeat(1.0, scores.Length)] : Array.ConvertAll(data.Weights.ToArray(), weight => (double)weight);
        return PlattNewton.Fit(scores, data.Labels.Span, weights);
    }
}
