namespace FraudMl;

/// <summary>Follows the average precision on held-back rows and says when it has stopped rising.</summary>
internal sealed class EarlyStopping(TrainingData validation, int patience)
{
    private readonly bool[] _labels = validation.Labels.ToArray();
    private readonly double[]? _weights = validation.Weights.IsEmpty ? null : Array.ConvertAll(validation.Weights.ToArray(), weight => (double)weight);
    private double _best = double.NegativeInfinity;
    private int _last;

    /// <value>The iteration with the best score; the earliest on a tie.</value>
    public int BestIteration { get; private set; } = 1;

    /// <value>Whether the last <c>patience</c> iterations brought nothing.</value>
    public bool IsOver => _last - BestIteration >= patience;

    /// <summary>Takes the predictions after an iteration and returns their average precision.</summary>
    public double? Score(int iteration, double[] predictions)
    {
        double score = Metrics.AveragePrecision.Compute(new ScoredRows(_labels, predictions, new ScoredRowsOptions { Weights = _weights }));
        _last = iteration;
        if (score > _best) (_best, BestIteration) = (score, iteration);
        return score;
    }
}
