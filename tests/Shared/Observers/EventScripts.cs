namespace FraudMl.Tests;

/// <summary>The orders in which events may come, made of the events of a real experiment.</summary>
internal static class EventScripts
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "a real experiment", "trials at once", "a failed trial", "a cancelled trial", "a pruned trial", "every trial failed",
        "failed before the first trial", "cancelled before the first trial",
        "cancelled with an open trial", "failed with an open trial", "winner without evaluation", "warnings", "unknown trials",
        "artifacts of every kind", "undefined metrics",
        "an artifact of a trial that ended", "progress of a trial that ended",
        "stages",
    ];

    public static async Task<ExperimentEvent[]> Of(string name)
    {
        IReadOnlyList<ExperimentEvent> real = await RecordedExperiment.Events;
        (ExperimentStarted start, ExperimentCompleted end, WinnerFitted winner) = (One<ExperimentStarted>(real),
            One<ExperimentCompleted>(real), One<WinnerFitted>(real));
        ExperimentEvent failed = new ExperimentFailed(start.Experiment, end.At, "Every candidate [failed]: no memory."),
            cancelled = new ExperimentCancelled(start.Experiment, end.At);
        TrialEvent[] one = Trial(real, 1), two = Trial(real, 2);
        StageStarted Stage(string what) => new(start.Experiment, start.At, what);
        TrialInfo unknown = one[0].Trial with { Number = 99, Name = "[nobody]" };
        var late = new ArtifactProduced(start.Experiment, end.At, one[0].Trial, "late.txt", "text/plain", "late"u8.ToArray());
        return name switch
        {
            "a real experiment" => [.. real],
            "trials at once" => [start, .. one.Zip(two).SelectMany(pair => new[] { pair.First, pair.Second }), .. one.Skip(two.Length),
                .. two.Skip(one.Length), winner, end],
            "a failed trial" => [start, .. one, .. Failed(two), winner, end],
            "a cancelled trial" => [start, .. one, .. two[..^1], Cancelled(two), winner, end],
            "a pruned trial" => [start, .. one, .. two[..^1], Pruned(two), winner, end],
            "every trial failed" => [start, .. Failed(one), .. Failed(two), failed],
            "failed before the first trial" => [start with { FoldCount = 0 }, failed],
            "cancelled before the first trial" => [start, cancelled],
            "cancelled with an open trial" => [start, .. one, .. two[..^1], cancelled],
            "failed with an open trial" => [start, .. one, .. two[..^1], failed],
            "winner without evaluation" => [start with { Test = null, PlannedTrialCount = null }, .. one,
                winner with { Evaluation = null }, end],
            "warnings" => [start, new ExperimentWarning(start.Experiment, start.At, "[red]Observer[/] failed."), .. one, winner, end],
            "unknown trials" => [start, .. one[1..].Select(happened => happened with { Trial = unknown }),
                late with { Trial = unknown }, cancelled],
            "artifacts of every kind" => [start, late with { Trial = null, Path = "a/b/ü [1].txt" }, one[0],
                late with { Content = default, Path = "empty.txt" }, late, .. one[1..], winner, end],
            "undefined metrics" => [start, .. one.Select(Undefined), winner, end],
            "an artifact of a trial that ended" => [start, .. one, late, winner, end],
            "progress of a trial that ended" => [start, .. one, .. one[1..], winner, end],
            "stages" => [Stage("looking at [the columns]"), start, .. one, Stage("fitting"), winner, end],
            _ => throw new ArgumentException($"There is no script '{name}'.", nameof(name)),
        };
    }

    private static TrialEvent[] Trial(IEnumerable<ExperimentEvent> real, int number) =>
        [.. real.OfType<TrialEvent>().Where(happened => happened is not WinnerFitted && happened.Trial.Number == number)];

    private static TrialEvent[] Failed(TrialEvent[] trial) =>
        [trial[0], new TrialFailed(trial[0].Experiment, trial[^1].At, trial[0].Trial, "The library [liblearn] is missing.")];

    private static TrialCancelled Cancelled(TrialEvent[] trial) =>
        new(trial[0].Experiment, trial[^1].At, trial[0].Trial, "The time budget is used up.");

    private static TrialPruned Pruned(TrialEvent[] trial) =>
        new(trial[0].Experiment, trial[^1].At, trial[0].Trial, "median", new TrialStep(1, 20));

    private static TrialEvent Undefined(TrialEvent happened) => happened switch
    {
        FoldCompleted fold => fold with { Result = Undefined(fold.Result) },
        TrialCompleted completed =>
            completed with { Report = completed.Report with { Folds = [.. completed.Report.Folds.Select(Undefined)] } },
        _ => happened,
    };

    private static FoldResult Undefined(FoldResult fold) =>
        fold with { Metrics = fold.Metrics.ToDictionary(metric => metric.Key, _ => double.NaN) };

    private static T One<T>(IEnumerable<ExperimentEvent> real) => real.OfType<T>().Single();
}
