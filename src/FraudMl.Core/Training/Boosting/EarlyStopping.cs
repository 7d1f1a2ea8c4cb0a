namespace FraudMl;

/// <summary>Follows the average precision on held-back rows and says when it has stopped rising.</summary>
/// <param name="validation">The rows held back.</param>
/// <param name="patience">How many iterations without a better score end the training; 0 to follow only, and keep all.</param>
/// <param name="predict">Returns what the learner predicts for those rows now, as margins or probabilities.</param>
public sealed class EarlyStopping(TrainingData validation, int patience, Func<double[]> predict)
{
    private readonly bool[] _labels = validation.Labels.ToArray();
    private readonly double[]? _weights = RowWeights.Of(validation.Weights);
    private double _best = double.NegativeInfinity;
    private int _last;

    /// <value>The iteration with the best score, the earliest on a tie.</value>
    public int BestIteration { get; private set; } = 1;

    /// <value>Whether it ends trainings, and does not only follow them.</value>
    public bool Stops => patience > 0;

    /// <value>Whether the last <c>patience</c> iterations brought nothing.</value>
    public bool IsOver => Stops && _last - BestIteration >= patience;

    /// <summary>Returns the average precision after an iteration.</summary>
    /// <param name="iteration">The iteration, from 1.</param>
    public double Score(int iteration)
    {
        double score = Metrics.AveragePrecision.Compute(
            new ScoredRows(_labels, predict(), new ScoredRowsOptions { Kind = ScoreKind.Margin, Weights = _weights }));
        _last = iteration;
        if (score > _best) (_best, BestIteration) = (score, iteration);
        return score;
    }

    /// <summary>Returns the best iteration so far.</summary>
    public override string ToString() => FormattableString.Invariant($"best at iteration {BestIteration}{(IsOver ? ", over" : "")}");
}
