namespace FraudMl;

/// <summary>Finds the temperature with the least log loss: its derivative rises with 1 / temperature, so halving
/// finds where it is 0.</summary>
[DefinedAs("Calibrators.Temperature")]
internal sealed class TemperatureCalibrator : ICalibrator
{
    private const double Coldest = 1e-6, Hottest = 1e6;

    public string Name => "temperature";

    public ValidatedOptions Options => NoOptions.Instance;

    public ICalibrator With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public FittedCalibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] checkedWeights = CalibrationRows.Check(Name, margins, labels, weights);
        double low = 1 / Hottest, high = 1 / Coldest;
        while (high - low > 1e-14 * high)
        {
            double middle = Math.Sqrt(low * high);
            if (middle <= low || middle >= high) break;
            if (Slope(margins, labels, checkedWeights, middle) < 0) low = middle;
            else high = middle;
        }
        return new TemperatureCalibration(2 / (low + high));
    }

    /// <summary>The derivative of the log loss by 1 / temperature.</summary>
    private static double Slope(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, double[] weights, double inverse)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
            sum += weights[i] * margins[i] * (LogOdds.ToProbability(inverse * margins[i]) - (labels[i] ? 1 : 0));
        return sum;
    }
}
