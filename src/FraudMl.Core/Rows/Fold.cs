namespace FraudMl.Validation;

/// <summary>One split: the rows to train on and the rows to validate on.</summary>
/// <param name="TrainingRows">Row indices, ascending.</param>
/// <param name="ValidationRows">Row indices, ascending; none of them is a training row.</param>
public sealed record Fold(int[] TrainingRows, int[] ValidationRows)
{
    /// <value>
    /// Rows of the validation stretch that validation leaves out, because their card or customer is known by
    /// then; ascending, none by default.
    /// Production scores them too, so what counts alerts looks at them.
    /// </value>
    public int[] KnownRows { get; init; } = [];

    /// <summary>Returns how many rows each side has.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{TrainingRows.Length:#,0} rows to train on, {ValidationRows.Length:#,0} to validate on");
}
