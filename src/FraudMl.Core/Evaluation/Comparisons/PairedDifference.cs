using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>The difference of a metric between two models over the same rows, with what luck could do.</summary>
/// <param name="Metric">The metric, for example <c>average_precision</c>.</param>
/// <param name="A">Its value for the first model.</param>
/// <param name="B">Its value for the second model.</param>
/// <param name="Interval">The 95 % interval of the first less the second, from paired draws; null when a value is undefined.</param>
/// <param name="PValue">Twice the smaller share of draws on either side of 0, at most 1; NaN when a value is undefined.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record PairedDifference(string Metric, double A, double B, Interval? Interval, double PValue)
{
    /// <value>The first less the second.</value>
    public double Difference => A - B;

    /// <value>Whether the interval leaves 0 out.</value>
    public bool IsMoreThanNoise => Interval is { } ends && (ends.Low > 0 || ends.High < 0);
}
