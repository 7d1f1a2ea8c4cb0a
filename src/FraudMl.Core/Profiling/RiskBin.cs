namespace FraudMl.Profiling;

/// <summary>A part of a column's values and the frauds in it.</summary>
/// <param name="Name">What is in it: a range, a text, <c>other</c> or <c>missing</c>.</param>
/// <param name="Low">The lower end of a range, exclusive; null where it is open or no range. A bin of one
/// value has it as both ends.</param>
/// <param name="High">The upper end of a range, inclusive unless the next bin is that value's own; null where
/// it is open or no range.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="FraudCount">The number of frauds; null without a label.</param>
/// <param name="FraudRatio">The share of frauds; null without a label or without rows.</param>
/// <param name="FraudInterval">Wilson's 95 % interval of that share.</param>
/// <param name="WeightOfEvidence">ln of the bin's share of the frauds over its share of the legitimate rows, counts smoothed by 0.5; null
/// without both classes.</param>
public sealed record RiskBin(
    string Name, double? Low, double? High, int Count, int? FraudCount = null, double? FraudRatio = null, Interval? FraudInterval = null,
    double? WeightOfEvidence = null);
