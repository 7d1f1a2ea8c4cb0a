namespace FraudMl;

/// <summary>A loss that boosted trees lower instead of the log loss, given by its derivatives.</summary>
/// <remarks>Margins trained on it are no log-odds: add a calibrator to the pipeline.</remarks>
public abstract record BoostingLoss
{
    private protected BoostingLoss()
    {
    }

    /// <summary>Returns what is wrong with the numbers of the loss.</summary>
    public abstract IEnumerable<string> Problems();

    /// <summary>Writes gradient and curvature of each row's loss by its margin, times the row's weight.</summary>
    /// <param name="margins">The margins so far.</param>
    /// <param name="data">Labels and weights.</param>
    /// <param name="positiveWeight">What the weight of every fraud is multiplied by.</param>
    /// <param name="gradients">As long as <paramref name="margins"/>.</param>
    /// <param name="curvatures">As long as <paramref name="margins"/>; above 0 where the weight is.</param>
    public void Derivatives(ReadOnlySpan<double> margins, TrainingData data, double positiveWeight, Span<float> gradients,
        Span<float> curvatures)
    {
        ReadOnlySpan<bool> labels = data.Labels.Span;
        ReadOnlySpan<float> weights = data.Weights.Span;
        for (int row = 0; row < margins.Length; row++)
        {
            bool fraud = labels[row];
            double weight = (weights.IsEmpty ? 1 : weights[row]) * (fraud ? positiveWeight : 1);
            (double slope, double curvature) = At(fraud ? margins[row] : -margins[row], fraud);
            gradients[row] = (float)(weight * (fraud ? slope : -slope));
            curvatures[row] = (float)(weight * curvature);
        }
    }

    /// <summary>Returns slope and curvature of the loss by the margin towards the row's own class.</summary>
    internal abstract (double Slope, double Curvature) At(double margin, bool fraud);
}
