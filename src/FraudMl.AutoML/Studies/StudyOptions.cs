namespace FraudMl;

/// <summary>Options of a study.</summary>
public sealed record StudyOptions : ValidatedOptions
{
    /// <value>What it looks for, at least one. Default one, of which less is better.</value>
    public IReadOnlyList<StudyObjective> Objectives { get; init; } = [StudyObjective.Minimize("objective")];

    /// <value>The search. Default <c>Search.Auto()</c>; <c>Search.NsgaII()</c> for several objectives.</value>
    public ISearchAlgorithm? Search { get; init; }

    /// <value>What stops hopeless trials by what they report; of one objective only. Default nothing.</value>
    public IPruner? Pruner { get; init; }

    /// <value>The seed of everything random. Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>
    /// How many trials run at once, in [1, 1024]. Trial i is proposed from the trials up to i − <c>WorkerCount</c>, so that the same seed
    /// and number give the same trials whatever the timing. Default 1.
    /// </value>
    [Rule(AtLeast = 1, AtMost = 1024)]
    public int WorkerCount { get; init; } = 1;

    /// <value>
    /// The file that keeps every trial, so that the study goes on after a kill and in several processes; null keeps it in memory.
    /// Default null.
    /// </value>
    public string? Journal { get; init; }

    /// <value>How often a process with a journal says that it lives, above 0. Default 10 seconds.</value>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <value>
    /// After which silence another process's trials are run again; a process of this machine that has ended is known at once. Longer than
    /// <see cref="HeartbeatInterval"/>. Default a minute.
    /// </value>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <value>Called after each trial, one at a time; what it throws ends the run. Default nothing.</value>
    public Action<TrialRecord>? OnTrialEnded { get; init; }

    /// <value>The clock of budgets and heartbeats. Default the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Returns every broken rule, in words.</summary>
    public override IEnumerable<string> Problems()
    {
        if (Objectives.Count == 0) yield return "Objectives must have at least one, such as StudyObjective.Minimize(\"log loss\").";
        if (Objectives.Count > 1 && Pruner is not null)
            yield return "Pruner stops trials by one objective, and there are several. Leave it out.";
        if (Objectives.Count > 1 && Search is { TakesSeveralObjectives: false })
            yield return $"Search is {Search.Name}, which knows one objective, and there are {Objectives.Count}. Use Search.NsgaII().";
        if (HeartbeatInterval <= TimeSpan.Zero || HeartbeatInterval >= StaleAfter)
            yield return $"HeartbeatInterval must be above 0 and below StaleAfter. Got {HeartbeatInterval} and {StaleAfter} instead.";
        if (Journal is not null && string.IsNullOrWhiteSpace(Journal)) yield return "Journal must name a file.";
    }
}
