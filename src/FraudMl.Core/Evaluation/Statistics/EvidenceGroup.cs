namespace FraudMl.Evaluations;

/// <summary>A category or a bin of numbers, and what it says about fraud.</summary>
/// <param name="Name">The category, <c>(missing)</c>, or the bin, for example <c>[10, 25.5)</c>.</param>
/// <param name="FraudCount">The frauds among its training rows.</param>
/// <param name="LegitCount">The legitimate rows.</param>
/// <param name="Weight">ln of its share of the frauds over its share of the legitimate rows; above 0 speaks for fraud.</param>
public sealed record EvidenceGroup(string Name, int FraudCount, int LegitCount, double Weight);
