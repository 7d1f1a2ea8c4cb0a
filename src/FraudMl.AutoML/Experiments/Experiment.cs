namespace FraudMl;

/// <summary>Compares pipelines under the same folds, tunes the winner and fits it on all training rows.</summary>
/// <remarks>The result depends on the data, the plan and the seed, not on how many trials run at once; a budget of time is the one exception.</remarks>
public sealed class Experiment
{
    private ExperimentPlan _plan;

    /// <summary>Begins an experiment.</summary>
    /// <param name="name">Its name, as it is tracked.</param>
    /// <exception cref="FraudMlException">Thrown when the name is empty.</exception>
    public Experiment(string name) => _plan = new ExperimentPlan(
        string.IsNullOrWhiteSpace(name) ? throw new FraudMlException("An experiment needs a name that is not empty.") : name);

    /// <summary>Adds pipelines to compare; each is one trial of the phase <c>compare</c>, in the given order.</summary>
    /// <param name="pipelines">The pipelines.</param>
    public Experiment Candidates(params FraudPipeline[] pipelines) => Set(_plan with { Candidates = [.. _plan.Candidates, .. pipelines] });

    /// <summary>Sets how trials are validated. Default: 5 stratified folds with the experiment's seed.</summary>
    /// <param name="folds">The fold scheme.</param>
    public Experiment ValidatedBy(IFolds folds) => Set(_plan with { GivenFolds = folds });

    /// <summary>Sets the metric whose mean over the folds decides. Default: the metric of the first <see cref="Optimize"/>, else average precision.</summary>
    /// <param name="metric">The metric.</param>
    public Experiment ComparedBy(Metric metric) => Set(_plan with { GivenMetric = metric });

    /// <summary>Adds a tuning phase on the winner so far, which stays a contender; phases run in the order they were added.</summary>
    /// <param name="metric">What guides the search.</param>
    /// <param name="search">The search algorithm.</param>
    /// <param name="budget">How long it may go on.</param>
    /// <param name="space">The parameters of the winner's learner and their ranges; those it does not have are left out. Default: the ranges that its options state.</param>
    public Experiment Optimize(Metric metric, ISearchAlgorithm search, Budget budget, ParameterSpace? space = null) =>
        Set(_plan with { Phases = [.. _plan.Phases, new TuningPhase(metric, search, budget, space)] });

    /// <summary>Sets the held-out rows that the fitted winner is evaluated on; nothing is chosen by them.</summary>
    /// <param name="test">Labelled rows with the training data's columns.</param>
    public Experiment EvaluatedOn(Dataset test) => Set(_plan with { Test = test });

    /// <summary>Adds observers; each sees every event, one after the other, in order.</summary>
    /// <param name="observers">The observers.</param>
    public Experiment ObservedBy(params IExperimentObserver[] observers) => Set(_plan with { Observers = [.. _plan.Observers, .. observers] });

    /// <summary>Adds renderers, whose artifacts reach the observers as events.</summary>
    /// <param name="renderers">The renderers.</param>
    public Experiment RenderedBy(params IArtifactRenderer[] renderers) => Set(_plan with { Renderers = [.. _plan.Renderers, .. renderers] });

    /// <summary>Attaches a file of the whole experiment, which observers get right after its start.</summary>
    /// <param name="path">Its relative path with forward slashes.</param>
    /// <param name="mediaType">Its media type, for example <c>text/html</c>.</param>
    /// <param name="content">Its bytes.</param>
    public Experiment Attach(string path, string mediaType, ReadOnlyMemory<byte> content) =>
        Set(_plan with { Files = [.. _plan.Files, new AttachedFile(path, mediaType, content)] });

    /// <summary>Sets how many trials run at once; each gets its share of the processors. Default: as many as there are processors.</summary>
    /// <param name="trialCount">The number of trials, at least 1.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than one is asked.</exception>
    public Experiment Parallel(int trialCount) => Set(_plan with
    {
        Parallelism = trialCount >= 1 ? trialCount : throw new FraudMlException($"At least 1 trial must run at once. Got {trialCount} instead."),
    });

    /// <summary>Sets where trials run. Default: in this process.</summary>
    /// <param name="runner">The runner, which says itself how many trials it runs at once.</param>
    public Experiment RunBy(ITrialRunner runner) => Set(_plan with { GivenRunner = runner });

    /// <summary>Sets the seed of everything random. Default 42.</summary>
    /// <param name="seed">The seed.</param>
    public Experiment Seeded(int seed) => Set(_plan with { Seed = seed });

    /// <summary>Sets the clock of events and time budgets. Default: the system's.</summary>
    /// <param name="time">The clock.</param>
    public Experiment TimedBy(TimeProvider time) => Set(_plan with { Time = time });

    /// <summary>Runs the experiment; what is changed here afterwards concerns later runs only.</summary>
    /// <param name="train">Labelled rows.</param>
    /// <param name="cancellationToken">Stops it; observers see the cancellation before this method throws.</param>
    /// <exception cref="FraudMlException">Thrown when the plan or the data can't work, or every candidate failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public Task<ExperimentResult> RunAsync(Dataset train, CancellationToken cancellationToken = default)
    {
        PlanCheck.Require(_plan, train);
        return new ExperimentRun(_plan, train, cancellationToken).RunAsync();
    }

    private Experiment Set(ExperimentPlan plan)
    {
        _plan = plan;
        return this;
    }
}
