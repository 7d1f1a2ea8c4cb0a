namespace FraudMl.Training;

/// <summary>Weighted means and deviations of the features, for learners that penalise the size of weights.</summary>
public sealed class FeatureScaling
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    private FeatureScaling(double[] means, double[] deviations)
    {
        _means = means;
        _deviations = deviations;
    }

    /// <summary>Two passes in doubles: means first, then squares around them. A constant feature gets deviation 1.</summary>
    /// <param name="data">The training rows; no feature may be missing.</param>
    public static FeatureScaling Of(TrainingData data)
    {
        double[] means = Average(data, new double[data.Matrix.ColumnCount], squared: false);
        double[] variances = Average(data, means, squared: true);
        return new FeatureScaling(means, [.. variances.Select((variance, i) => Deviation(Math.Sqrt(variance), means[i]))]);
    }

    /// <summary>Scales a row to means of 0 and deviations of 1.</summary>
    /// <param name="row">The features of the row.</param>
    /// <param name="scaled">As long as <paramref name="row"/>.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (int i = 0; i < row.Length; i++) scaled[i] = (float)((row[i] - _means[i]) / _deviations[i]);
    }

    internal void Apply(ReadOnlySpan<float> row, Span<double> scaled)
    {
        for (int i = 0; i < row.Length; i++) scaled[i] = (row[i] - _means[i]) / _deviations[i];
    }

    /// <summary>Returns the weights of unscaled features, and last the bias, that give the margins of these of scaled features.</summary>
    internal double[] Folded(double[] solution)
    {
        double[] folded = [.. solution];
        for (int i = 0; i < _means.Length; i++)
        {
            folded[i] /= _deviations[i];
            folded[^1] -= folded[i] * _means[i];
        }

        return folded;
    }

    /// <summary>Returns the weights of scaled features, and last the bias, that give the margins of these of unscaled features.</summary>
    internal double[] Unfolded(double[] solution)
    {
        double[] unfolded = [.. solution];
        for (int i = 0; i < _means.Length; i++)
        {
            unfolded[i] *= _deviations[i];
            unfolded[^1] += solution[i] * _means[i];
        }

        return unfolded;
    }

    /// <summary>Turns the gradient by weights of unscaled features into the one by weights of scaled features.</summary>
    internal void Scale(double[] gradient)
    {
        for (int i = 0; i < _means.Length; i++) gradient[i] = (gradient[i] - (gradient[^1] * _means[i])) / _deviations[i];
    }

    /// <summary>Returns the linear model over unscaled features that equals one over scaled features.</summary>
    /// <param name="weights">The weights of the scaled features.</param>
    /// <param name="bias">The bias beside them.</param>
    public LinearModel Unscale(IReadOnlyList<double> weights, double bias)
    {
        float[] unscaled = [.. weights.Select((weight, i) => (float)(weight / _deviations[i]))];
        return new LinearModel(unscaled, bias - unscaled.Zip(_means, (weight, mean) => weight * mean).Sum());
    }

    private static double[] Average(TrainingData data, double[] centres, bool squared)
    {
        var sums = new double[centres.Length];
        double total = 0;
        for (int row = 0; row < data.Matrix.RowCount; row++)
        {
            double weight = data.Weights.IsEmpty ? 1 : data.Weights.Span[row];
            ReadOnlySpan<float> features = data.Matrix.Row(row);
            for (int i = 0; i < sums.Length; i++)
            {
                double distance = features[i] - centres[i];
                sums[i] += weight * (squared ? distance * distance : distance);
            }

            total += weight;
        }

        return [.. sums.Select(sum => sum / total)];
    }

    private static double Deviation(double deviation, double mean) =>
        deviation > 1e-7 * Math.Abs(mean) && deviation > 0 ? deviation : 1;

    /// <summary>Returns how many features are scaled.</summary>
    public override string ToString() => FormattableString.Invariant($"{_means.Length} features, by mean and standard deviation");
}
