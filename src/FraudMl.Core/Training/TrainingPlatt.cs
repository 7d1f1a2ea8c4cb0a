namespace FraudMl;

/// <summary>Platt's curve over scores of the training rows, for learners whose score is no log-odds.</summary>
internal static class TrainingPlatt
{
    public static PlattCalibration Fit(double[] scores, TrainingData data)
    {
        double[] weights = RowWeights.OrOnes(data.Weights, scores.Length);
        return PlattNewton.Fit(scores, data.Labels.Span, weights);
    }
}
