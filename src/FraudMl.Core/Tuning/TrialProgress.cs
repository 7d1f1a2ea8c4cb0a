namespace FraudMl.Tuning;

/// <summary>A running trial as a pruner sees it.</summary>
/// <param name="Parameters">The parameters it tries.</param>
/// <param name="Step">Where it is.</param>
/// <param name="Values">
/// Its values so far, higher is better, the latest last: those of the iterations of this fold, or after a fold the
/// mean over the folds so far, one for each fold. Folds run side by side, so nothing of other folds' iterations is here.
/// </param>
/// <param name="History">The trials of earlier batches, in the order they were proposed.</param>
public readonly record struct TrialProgress(
    ParameterSet Parameters, TrialStep Step, IReadOnlyList<double> Values, IReadOnlyList<SearchTrial> History)
{
    /// <summary>Returns where the trial is and its latest value.</summary>
    public override string ToString() => Values.Count == 0
        ? $"{Parameters} at {Step}: no value yet"
        : FormattableString.Invariant($"{Parameters} at {Step}: {Values[^1]:0.####}");
}
