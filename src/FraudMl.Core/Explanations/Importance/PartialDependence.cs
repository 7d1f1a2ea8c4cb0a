namespace FraudMl.Explanations;

/// <summary>The mean probability of fraud when an input is set to one value after the other in every row (Friedman 2001).</summary>
/// <param name="Input">The input.</param>
/// <param name="Points">One point per value.</param>
public sealed record PartialDependence(string Input, IReadOnlyList<PartialDependencePoint> Points)
{
    /// <summary>Returns a table of values and mean probabilities.</summary>
    public override string ToString() =>
        TableText.Of($"{Input}", "mean probability", Points.Select(point => (point.Value, point.MeanProbability)));
}
