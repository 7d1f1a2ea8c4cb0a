namespace FraudMl;

/// <summary>Learns to turn a model's margins into probabilities that can be believed.</summary>
public interface ICalibrator
{
    /// <value>The name, for example <c>platt</c>.</value>
    string Name { get; }

    /// <summary>Fits on scores of rows the model was not trained on.</summary>
    /// <param name="margins">The log-odds the model gave; finite.</param>
    /// <param name="labels">True where the row is a fraud.</param>
    /// <param name="weights">The weight of each row, at least 0; empty when every row counts once.</param>
    /// <exception cref="FraudMlException">Thrown when only one class has weight, or a value is invalid.</exception>
    FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default);
}
