namespace FraudMl;

/// <summary>What the steps of a pipeline made of a fold: all that a learner is given before resampling, and the rows to score. Immutable,
/// so that several trials can share it.</summary>
internal sealed class FoldFeatures
{
    private readonly Lazy<float[]> _means;
    private readonly Lazy<FeatureMatrix> _scored;

    public FoldFeatures(FittedFeatures features, TrainingData training, Dataset data, int[] scoredRows)
    {
        (Features, Training) = (features, training);
        _means = new(() => training.Matrix.Means());
        _scored = new(() => features.Transform(data.Take(scoredRows), data.Windows));
        long rows = training.Matrix.RowCount + (training.Validation?.Matrix.RowCount ?? 0) + scoredRows.Length;
        Bytes = rows * ((sizeof(float) * ((long)features.Columns.Count + 1)) + sizeof(bool) + sizeof(long)
            + (sizeof(int) * training.Keys.Count));
    }

    private FoldFeatures(FoldFeatures made, TrainingData training) =>
        (Features, Training, Bytes, Prepared, _means, _scored) =
            (made.Features, training, made.Bytes, made.Prepared, made._means, made._scored);

    public FittedFeatures Features { get; }

    public TrainingData Training { get; }

    /// <summary>Returns the same with the rows to score as those that a learner follows its iterations on, where it holds none back: it
    /// learns nothing from them.</summary>
    public FoldFeatures FollowedOn(Dataset scored) => Training.Validation is not null ? this : new(
        this, Training with { Validation = new(Scored, scored.Labels.ToArray()) { Weights = scored.Weights.ToArray() } });

    /// <value>The mean of each feature over the training rows.</value>
    public float[] Means => _means.Value;

    /// <value>The features of the rows to score.</value>
    public FeatureMatrix Scored => _scored.Value;

    /// <value>What it takes in memory, with the rows to score.</value>
    public long Bytes { get; }

    /// <value>What learners keep of the rows; null where the features are not kept.</value>
    public PreparedRows? Prepared { get; private set; }

    /// <summary>Keeps what learners make of the rows, as long as there is room.</summary>
    public void KeepPrepared(Func<long, bool> mayKeep) => Prepared = new PreparedRows(IsKept, mayKeep);

    private bool IsKept(FeatureMatrix matrix) => matrix == Training.Matrix || matrix == Training.Validation?.Matrix
        || (_scored.IsValueCreated && matrix == _scored.Value);
}
