namespace FraudMl;

/// <summary>How far a trial got and what it reported there; fold −1 and NaN where it reported nothing.</summary>
internal readonly record struct LastReport(TrialStep Step, double Value)
{
    public static LastReport Of(SearchTrial trial)
    {
        var last = new LastReport(new TrialStep(-1) { RowShare = 0 }, double.NaN);
        foreach ((TrialStep step, double value) in trial.Values)
        {
            if (last.Step.IsUpTo(step)) last = new LastReport(step, value);
        }

        return last;
    }
}
