namespace FraudMl.Training;

/// <summary>Platt's curve over scores of the training rows, for learners whose score is no log-odds (Platt 1999; Lin, Lin and Weng 2007).</summary>
public static class TrainingPlatt
{
    /// <summary>Returns slope and intercept: log-odds = slope · score + intercept.</summary>
    /// <param name="scores">The score of each training row.</param>
    /// <param name="data">The training rows; their weights count.</param>
    public static (double Slope, double Intercept) Fit(double[] scores, TrainingData data)
    {
        double[] weights = RowWeights.OrOnes(data.Weights, scores.Length);
        PlattCalibration curve = PlattNewton.Fit(scores, data.Labels.Span, weights);
        return (curve.Slope, curve.Intercept);
    }
}
