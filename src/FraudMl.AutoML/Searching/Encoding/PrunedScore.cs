namespace FraudMl;

/// <summary>What a pruned trial would have scored, on the scale of completed ones: its last value, and what completed trials gained on
/// average from that place to their end. NaN where none of them passed it.</summary>
/// <remarks>A value after one fold, or after a few rounds, is no score: folds differ by more than trials do.</remarks>
internal sealed class PrunedScore(IReadOnlyList<SearchTrial> history)
{
    private readonly Dictionary<TrialStep, double> _gains = [];

    public double Of(SearchTrial trial)
    {
        LastReport last = LastReport.Of(trial);
        if (double.IsNaN(last.Value)) return double.NaN;
        if (!_gains.TryGetValue(last.Step, out double gain)) _gains[last.Step] = gain = GainFrom(last.Step);
        return last.Value + gain;
    }

    private double GainFrom(TrialStep step)
    {
        double sum = 0;
        int count = 0;
        foreach (SearchTrial trial in history)
        {
            if (trial is not { State: TrialState.Completed, Score: { } score } || !double.IsFinite(score)
                || !trial.Values.TryGetValue(step, out double there) || !double.IsFinite(there))
                continue;
            sum += score - there;
            count++;
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
