namespace FraudMl.Experiments;

/// <summary>Something that happened in an experiment.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
public abstract record ExperimentEvent(string Experiment, DateTimeOffset At);

/// <summary>The experiment began.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Data">The training data.</param>
/// <param name="Test">The held-out data of the final evaluation, if there is any.</param>
/// <param name="Folds">The fold scheme.</param>
/// <param name="FoldCount">The number of folds.</param>
/// <param name="Metric">The metric that decides.</param>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="PlannedTrialCount">How many trials are planned at the most; null when only time limits them.</param>
public sealed record ExperimentStarted(
    string Experiment, DateTimeOffset At, Dataset Data, Dataset? Test, IFolds Folds, int FoldCount, Metric Metric, int Seed,
    int? PlannedTrialCount)
    : ExperimentEvent(Experiment, At)
{
    /// <value>The metrics that each fold reports beside the usual ones, the deciding one among them.</value>
    public IReadOnlyList<Metric> Metrics { get; init; } = [Metric];

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>Something beside the trials began that takes its time: the features of the past, an ensemble, the last fit. It ends where the
/// next event is.</summary>
/// <remarks>What the one call does with the data happens before its experiment starts, and so do these events of it.</remarks>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Stage">What is done, in words, for example <c>fitting LightGBM on 529,411 rows</c>.</param>
public sealed record StageStarted(string Experiment, DateTimeOffset At, string Stage) : ExperimentEvent(Experiment, At);

/// <summary>A file worth keeping: a chart, a table, a report.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial it belongs to; null for the whole experiment.</param>
/// <param name="Path">Its relative path with forward slashes, for example <c>curves/roc.png</c>.</param>
/// <param name="MediaType">Its media type, for example <c>image/png</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArtifactProduced(
    string Experiment, DateTimeOffset At, TrialInfo? Trial, string Path, string MediaType, ReadOnlyMemory<byte> Content)
    : ExperimentEvent(Experiment, At)
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>Something went wrong beside the experiment, which goes on: an observer or a renderer that threw, a tuning phase
/// with nothing to tune.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Message">What, and what it costs.</param>
public sealed record ExperimentWarning(string Experiment, DateTimeOffset At, string Message) : ExperimentEvent(Experiment, At);

/// <summary>The experiment finished.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Best">The winning trial.</param>
/// <param name="Trials">Every finished trial with its cross-validation.</param>
public sealed record ExperimentCompleted(
    string Experiment, DateTimeOffset At, TrialInfo Best, IReadOnlyList<TrialCompleted> Trials)
    : ExperimentEvent(Experiment, At)
{
    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>The experiment failed; everything observed before stands.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ExperimentFailed(string Experiment, DateTimeOffset At, string Reason) : ExperimentEvent(Experiment, At);

/// <summary>The experiment was cancelled; everything observed before stands.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
public sealed record ExperimentCancelled(string Experiment, DateTimeOffset At) : ExperimentEvent(Experiment, At);

/// <summary>Something that happened in one trial.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
public abstract record TrialEvent(string Experiment, DateTimeOffset At, TrialInfo Trial) : ExperimentEvent(Experiment, At);

/// <summary>A trial began.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
public sealed record TrialStarted(string Experiment, DateTimeOffset At, TrialInfo Trial) : TrialEvent(Experiment, At, Trial);

/// <summary>A learner finished an iteration.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Iteration">The iteration.</param>
public sealed record IterationCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, int Fold, TrainingIteration Iteration)
    : TrialEvent(Experiment, At, Trial);

/// <summary>A trial finished a fold; those of a trial come in order.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Result">The fold's result.</param>
public sealed record FoldCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, FoldResult Result)
    : TrialEvent(Experiment, At, Trial);

/// <summary>A trial finished.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Report">Its cross-validation.</param>
public sealed record TrialCompleted(string Experiment, DateTimeOffset At, TrialInfo Trial, CrossValidationReport Report)
    : TrialEvent(Experiment, At, Trial);

/// <summary>A pruner stopped a trial that promised too little; the folds it finished stand.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Pruner">The pruner's name.</param>
/// <param name="Step">Where it was stopped.</param>
public sealed record TrialPruned(string Experiment, DateTimeOffset At, TrialInfo Trial, string Pruner, TrialStep Step)
    : TrialEvent(Experiment, At, Trial);

/// <summary>A trial failed, or was skipped because its native library is missing; the experiment goes on.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TrialFailed(string Experiment, DateTimeOffset At, TrialInfo Trial, string Reason)
    : TrialEvent(Experiment, At, Trial);

/// <summary>A trial was stopped before it finished, by the user or by the time budget.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TrialCancelled(string Experiment, DateTimeOffset At, TrialInfo Trial, string Reason)
    : TrialEvent(Experiment, At, Trial);

/// <summary>The winner was fitted on all training rows and, where there is test data, evaluated on it.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The winning trial.</param>
/// <param name="Model">The fitted model.</param>
/// <param name="Evaluation">Its evaluation on the test data; null without any.</param>
public sealed record WinnerFitted(string Experiment, DateTimeOffset At, TrialInfo Trial, FraudModel Model, Evaluation? Evaluation)
    : TrialEvent(Experiment, At, Trial);
