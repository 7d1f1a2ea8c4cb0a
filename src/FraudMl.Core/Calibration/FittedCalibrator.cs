using FraudMl.Onnx;

namespace FraudMl.Calibration;

/// <summary>A fitted map from margin to probability, as plain data. Types of other packages have a
/// <see cref="StoredAsAttribute"/> too.</summary>
public abstract record FittedCalibrator
{
    /// <value>The plain logistic curve: what margins mean when nothing was calibrated.</value>
    public static FittedCalibrator Logistic { get; } = new PriorCorrection(0);

    /// <summary>Returns the probability of fraud.</summary>
    /// <param name="margin">The log-odds the model gave.</param>
    public abstract double Calibrate(double margin);

    /// <summary>Checks a curve that was read from a file, before it is used: arrays of equal lengths, numbers that are none.</summary>
    /// <exception cref="FraudMlException">Thrown when it is damaged.</exception>
    public virtual void Check()
    {
    }

    /// <summary>Writes the probabilities of many margins.</summary>
    /// <param name="margins">The log-odds the model gave.</param>
    /// <param name="probabilities">As long as <paramref name="margins"/>; may be the same memory.</param>
    public void Calibrate(ReadOnlySpan<double> margins, Span<double> probabilities)
    {
        if (margins.Length != probabilities.Length)
            throw new FraudMlException($"There must be room for {margins.Length} probabilities. Got room for {probabilities.Length}.");
        for (int i = 0; i < margins.Length; i++) probabilities[i] = Calibrate(margins[i]);
    }

    /// <summary>Writes the map into a graph.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="margin">The [N, 1] double tensor of the margins.</param>
    /// <returns>The [N, 1] double tensor of the probabilities.</returns>
    public abstract string Export(OnnxGraph graph, string margin);

    /// <summary>Writes x kept within bounds; NaN stays NaN.</summary>
    /// <param name="graph">The graph being written.</param>
    /// <param name="x">The [N, 1] double tensor.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    protected static string Clamp(OnnxGraph graph, string x, double low, double high) =>
        graph.Node("Min", [graph.Node("Max", [x, graph.Doubles([low])]), graph.Doubles([high])]);
}
