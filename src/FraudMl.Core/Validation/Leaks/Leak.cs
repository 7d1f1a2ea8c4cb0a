namespace FraudMl.Validation;

/// <summary>One suspected leak.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Message">What was found, with the numbers, and what to do.</param>
/// <param name="ColumnName">The column concerned, if one is.</param>
/// <param name="Fold">The fold, from 0; null for a single split.</param>
public sealed record Leak(LeakKind Kind, string Message, string? ColumnName = null, int? Fold = null);
