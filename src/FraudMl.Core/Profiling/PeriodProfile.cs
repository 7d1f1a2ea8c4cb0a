namespace FraudMl.Profiling;

/// <summary>What happened in a period of time.</summary>
/// <param name="Start">Where it begins, in microseconds; it ends where the next one begins.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="FraudCount">The number of frauds; null without a label.</param>
/// <param name="FraudRatio">The share of frauds; null without a label or without rows.</param>
/// <param name="FraudInterval">Wilson's 95 % interval of that share.</param>
/// <param name="Amount">The sum of the amounts; null without an amount column.</param>
/// <param name="FraudAmount">The frauds' part of it; null without label or amount.</param>
public sealed record PeriodProfile(
    long Start, int Count, int? FraudCount, double? FraudRatio, Interval? FraudInterval, double? Amount, double? FraudAmount);
