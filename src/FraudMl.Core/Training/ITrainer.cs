namespace FraudMl;

/// <summary>A learner: training data in, a scoring model out.</summary>
public interface ITrainer : IPart
{
    /// <value>The share of the training rows that is held back for early stopping, in [0, 1). Default 0: none.</value>
    double ValidationShare => 0;

    /// <value>Whether it learns from labels. Default true. One that does not is fitted on rows without a label column too, or without a
    /// fraud; calibrators, samplers and steps that learn from labels can't go with it there.</value>
    bool NeedsLabels => true;

    /// <summary>Returns about how many bytes it takes beside the features while it learns, to refuse what can't go well. Default: those of
    /// two copies of the features.</summary>
    /// <param name="rowCount">The training rows.</param>
    /// <param name="columnCount">The features.</param>
    long MemoryOf(long rowCount, long columnCount) => 2 * sizeof(float) * rowCount * columnCount;

    /// <summary>Returns the same learner with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new ITrainer With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Trains a model.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from, or a native library is missing.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    ScoringModel Train(TrainingData data, TrainingContext context);
}
