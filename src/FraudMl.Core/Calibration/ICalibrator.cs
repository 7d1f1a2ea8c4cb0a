namespace FraudMl;

/// <summary>Learns to turn a model's margins into probabilities that can be believed.</summary>
public interface ICalibrator : IPart
{
    /// <summary>Returns the same calibrator with other options.</summary>
    /// <param name="options">Options of the type of <see cref="IPart.Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    new ICalibrator With(ValidatedOptions options);

    IPart IPart.With(ValidatedOptions options) => With(options);

    /// <summary>Fits on scores of rows the model was not trained on.</summary>
    /// <param name="margins">The log-odds the model gave; finite.</param>
    /// <param name="labels">True where the row is a fraud.</param>
    /// <param name="weights">The weight of each row, at least 0; empty when every row counts once.</param>
    /// <exception cref="FraudMlException">Thrown when only one class has weight, or a value is invalid.</exception>
    FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default);
}
