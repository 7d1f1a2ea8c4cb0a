namespace FraudMl;

/// <summary>Changes the class ratio of training rows, by rows or by weights. It exists in training only: a fitted model
/// never contains one.</summary>
public interface IResampler : IPart
{
    /// <summary>Returns the same method with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new IResampler With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Resamples the training rows of one fold.</summary>
    /// <param name="data">The training rows; its validation rows are passed through untouched.</param>
    /// <param name="context">Seed and threads.</param>
    /// <exception cref="FraudMlException">Thrown when the rows can't be resampled so, for example too few frauds for the
    /// neighbours asked.</exception>
    ResampledRows Resample(TrainingData data, ResamplingContext context);
}
