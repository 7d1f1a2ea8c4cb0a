namespace FraudMl.Reporting.Tests;

/// <summary>A small real learner: the line between the class means, at a slope.</summary>
public sealed class CentroidTrainer(CentroidOptions settings) : ITrainer
{
    public string Name => "Centroid";

    public ValidatedOptions Options => settings;

    public ITrainer With(ValidatedOptions options) => new CentroidTrainer((CentroidOptions)options);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        double[] fraud = Mean(data, true), legitimate = Mean(data, false);
        var weights = new float[data.Matrix.ColumnCount];
        double bias = Math.Log((double)data.FraudCount / (data.Labels.Length - data.FraudCount));
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = settings.Slope * (fraud[i] - legitimate[i]) * (i % 2 == 0 ? 1 : 1 - settings.Shrinkage);
            weights[i] = (float)weight;
            bias -= weight * (fraud[i] + legitimate[i]) / 2;
        }

        return new LinearModel(weights, bias);
    }

    private static double[] Mean(TrainingData data, bool label)
    {
        var sums = new double[data.Matrix.ColumnCount];
        int count = 0;
        for (int row = 0; row < data.Labels.Length; row++)
        {
            if (data.Labels.Span[row] != label) continue;
            count++;
            for (int i = 0; i < sums.Length; i++) sums[i] += data.Matrix.Row(row)[i];
        }

        return Array.ConvertAll(sums, sum => sum / count);
    }
}
