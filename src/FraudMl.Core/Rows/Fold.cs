namespace FraudMl.Validation;

/// <summary>One split: the rows to train on and the rows to validate on.</summary>
/// <param name="TrainingRows">Row indices, ascending.</param>
/// <param name="ValidationRows">Row indices, ascending; none of them is a training row.</param>
public sealed record Fold(int[] TrainingRows, int[] ValidationRows);
