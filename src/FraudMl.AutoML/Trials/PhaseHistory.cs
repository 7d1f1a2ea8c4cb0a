namespace FraudMl;

/// <summary>The trials of a tuning phase as plain data.</summary>
internal static class PhaseHistory
{
    public static StudyHistory Of(TuningPhase phase, ParameterSpace space, IReadOnlyList<TrialEvent> ended) =>
        new([Objective(phase.Metric)], space, [.. ended.Select(trial => Record(phase, trial))]);

    private static StudyObjective Objective(Metric metric) =>
        metric.HigherIsBetter ? StudyObjective.Maximize(metric.Name) : StudyObjective.Minimize(metric.Name);

    private static TrialRecord Record(TuningPhase phase, TrialEvent ended)
    {
        var parameters = new ParameterSet(ended.Trial.Parameters);
        int number = ended.Trial.Number;
        return ended switch
        {
            TrialCompleted completed when completed.Report.Mean(phase.Metric) is var value && double.IsFinite(value) =>
                new(number, TrialState.Completed, parameters, [value]),
            TrialCompleted completed => new(number, TrialState.Failed, parameters, [])
            {
                Reason = $"{phase.Metric.Name} is {completed.Report.TextOf(phase.Metric)}",
            },
            TrialPruned => new(number, TrialState.Pruned, parameters, []),
            TrialFailed failed => new(number, TrialState.Failed, parameters, []) { Reason = failed.Reason },
            _ => new(number, TrialState.Cancelled, parameters, []),
        };
    }
}
