namespace FraudMl;

/// <summary>A learner: training data in, a scoring model out.</summary>
public interface ITrainer
{
    /// <value>The learner's name, for example <c>LightGBM</c>.</value>
    string Name { get; }

    /// <value>Its options; their <see cref="TuneAttribute"/>s are the default search space.</value>
    StepOptions Options { get; }

    /// <value>The share of the training rows that is held back for early stopping, in [0, 1). Default 0: none.</value>
    double ValidationShare => 0;

    /// <summary>Returns the same learner with other options.</summary>
    /// <param name="options">Options of the type of <see cref="Options"/>.</param>
    ITrainer With(StepOptions options);

    /// <summary>Trains a model.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="context">Seed, threads, progress and cancellation.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from, or a native library is missing.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    ScoringModel Train(TrainingData data, TrainingContext context);
}
