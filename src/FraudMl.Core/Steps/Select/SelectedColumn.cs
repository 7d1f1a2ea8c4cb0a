namespace FraudMl.Steps;

/// <summary>A column that a selecting step looked at.</summary>
/// <param name="Column">The column.</param>
/// <param name="Score">What it was judged by: its variance, score, largest correlation or stability index; NaN
/// where that is undefined.</param>
/// <param name="IsKept">Whether it stays.</param>
public sealed record SelectedColumn(string Column, double Score, bool IsKept);
