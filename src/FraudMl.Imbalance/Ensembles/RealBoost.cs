namespace FraudMl;

/// <summary>Real AdaBoost (Friedman, Hastie and Tibshirani, Annals of Statistics 28, 2000): each model's margins reweigh
/// the rows for the next.</summary>
internal static class RealBoost
{
    private const double LargestMargin = 30;

    /// <summary>Returns the models; the boosted margin is their sum times the learning rate.</summary>
    /// <param name="data">The rows that are reweighed.</param>
    /// <param name="rounds">The models, at most.</param>
    /// <param name="learningRate">The share of each model's vote.</param>
    /// <param name="train">Trains the model of a round on weighted rows.</param>
    public static IReadOnlyList<ScoringModel> Train(TrainingData data, int rounds, double learningRate,
        Func<TrainingData, int, ScoringModel> train)
    {
        int count = data.Labels.Length;
        double[] weights = RowWeights.OrOnes(data.Weights, count);
        double total = weights.Sum();
        var margins = new double[count];
        List<ScoringModel> models = [];
        for (int round = 0; round < rounds; round++)
        {
            ScoringModel model = train(data with { Weights = Array.ConvertAll(weights, weight => (float)weight) }, round);
            models.Add(model);
            model.Score(data.Matrix.Values.Span, margins);
            double sum = 0;
            for (int row = 0; row < count; row++)
            {
                double margin = Math.Clamp(margins[row], -LargestMargin, LargestMargin);
                sum += weights[row] *= Math.Exp(-0.5 * learningRate * (data.Labels.Span[row] ? margin : -margin));
            }

            for (int row = 0; row < count; row++) weights[row] *= total / sum;
        }

        return models;
    }
}
