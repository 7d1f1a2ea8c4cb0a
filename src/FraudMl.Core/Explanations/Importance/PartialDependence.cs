namespace FraudMl.Explanations;

/// <summary>The mean probability of fraud when an input is set to one value after the other in every row (Friedman 2001).</summary>
/// <param name="Input">The input.</param>
/// <param name="Points">One point per value.</param>
public sealed record PartialDependence(string Input, IReadOnlyList<PartialDependencePoint> Points);
