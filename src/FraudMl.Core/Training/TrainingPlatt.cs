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

    /// <summary>Returns the same where scores rise with frauds; elsewhere slope 0 and the log-odds of the share of frauds.</summary>
    /// <remarks>
    /// Out-of-fold scores that tell nothing fall a little where they should rise, as a fraud left out is a fraud less: every row is as
    /// suspicious then.
    /// </remarks>
    /// <param name="scores">The score of each training row.</param>
    /// <param name="data">The training rows; their weights count.</param>
    internal static (double Slope, double Intercept) FitRising(double[] scores, TrainingData data)
    {
        (double Slope, double Intercept) curve = Fit(scores, data);
        return curve.Slope > 0 ? curve : (0, LogOdds.Of(data.FraudRatio()));
    }
}
