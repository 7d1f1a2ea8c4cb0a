namespace FraudMl;

/// <summary>A bin of equal width.</summary>
/// <param name="Low">The lower end, inclusive.</param>
/// <param name="High">The upper end, exclusive but in the last bin.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="FraudCount">The number of frauds; null without a label.</param>
public sealed record HistogramBin(double Low, double High, int Count, int? FraudCount);
