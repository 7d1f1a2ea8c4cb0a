namespace FraudMl.Tuning;

/// <summary>A trial as search algorithms and pruners see it.</summary>
/// <param name="Parameters">The parameters tried.</param>
/// <param name="State">What became of it.</param>
/// <param name="Score">The mean of the metric over all folds, turned so that higher is better; null unless it completed.</param>
/// <param name="Values">
/// What it reported on its way, higher is better: after a fold the mean over the folds so far, after an iteration
/// the learner's score on the rows held back for early stopping.
/// </param>
public sealed record SearchTrial(ParameterSet Parameters, TrialState State, double? Score, IReadOnlyDictionary<TrialStep, double> Values)
{
    /// <value>The scores of several objectives, each turned so that higher is better; of one objective, its score. Empty unless it
    /// completed.</value>
    public IReadOnlyList<double> Scores { get; init; } = Score is { } score ? [score] : [];

    /// <value>How long it took; null where that is not known. What a search makes of it depends on the machine.</value>
    public TimeSpan? Duration { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>What became of a trial.</summary>
public enum TrialState
{
    /// <summary>It was proposed and has not ended.</summary>
    Running,

    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>A pruner stopped it.</summary>
    Pruned,

    /// <summary>It failed, or its parameters broke a rule.</summary>
    Failed,

    /// <summary>The user or the budget stopped it.</summary>
    Cancelled,
}
