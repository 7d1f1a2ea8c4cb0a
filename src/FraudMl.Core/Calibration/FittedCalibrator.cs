using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>A fitted map from margin to probability, as plain data.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PlattCalibration), "platt")]
[JsonDerivedType(typeof(IsotonicCalibration), "isotonic")]
[JsonDerivedType(typeof(PriorCorrection), "prior")]
public abstract record FittedCalibrator
{
    private protected FittedCalibrator()
    {
    }

    /// <summary>Returns the probability of fraud.</summary>
    /// <param name="margin">The log-odds the model gave.</param>
    public abstract double Calibrate(double margin);

    /// <summary>Writes the probabilities of many margins.</summary>
    /// <param name="margins">The log-odds the model gave.</param>
    /// <param name="probabilities">As long as <paramref name="margins"/>; may be the same memory.</param>
    public void Calibrate(ReadOnlySpan<double> margins, Span<double> probabilities)
    {
        if (margins.Length != probabilities.Length)
            throw new FraudMlException($"There must be room for {margins.Length} probabilities. Got room for {probabilities.Length}.");
        for (int i = 0; i < margins.Length; i++) probabilities[i] = Calibrate(margins[i]);
    }
}
