namespace FraudMl;

/// <summary>How often a text occurs.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">The number of rows that have it.</param>
/// <param name="FraudRatio">The share of frauds among them; null without a label.</param>
public sealed record TextCount(string Text, int Count, double? FraudRatio);
