namespace FraudMl;

/// <summary>Compares pipelines under the same folds, tunes the winner and fits it on all training rows.</summary>
/// <remarks>The result depends on the data, the plan and the seed, not on how many trials run at once; a budget of time
/// is the one exception.</remarks>
public sealed class Experiment
{
    private ExperimentPlan _plan;

    /// <summary>Begins an experiment.</summary>
    /// <param name="name">Its name, as it is tracked.</param>
    /// <exception cref="FraudMlException">Thrown when the name is empty.</exception>
    public Experiment(string name) => _plan = new ExperimentPlan(
        string.IsNullOrWhiteSpace(name) ? throw new FraudMlException("An experiment needs a name that is not empty.") : name);

    /// <summary>Adds pipelines to compare; each is one trial of the phase <c>compare</c>, in the given order.</summary>
    /// <param name="candidates">The pipelines.</param>
    public Experiment Compare(params FraudPipeline[] candidates) => Set(_plan with { Candidates = [.. _plan.Candidates, .. candidates] });

    /// <summary>Sets how trials are validated. Default: 5 stratified folds with the experiment's seed.</summary>
    /// <remarks>The same scheme splits the training rows of each fold, and of the winner, for out-of-fold scores, cross-fitted encoders
    /// and early stopping.</remarks>
    /// <param name="folds">The fold scheme.</param>
    public Experiment ValidateBy(IFolds folds) => Set(_plan with { GivenFolds = folds });

    /// <summary>Sets the metric whose mean over the folds decides. Default: the metric of the first <c>Optimize</c>,
    /// else average precision.</summary>
    /// <param name="metric">The metric.</param>
    public Experiment RankBy(Metric metric) => Set(_plan with { GivenMetric = metric });

    /// <summary>Adds metrics that every fold reports beside the usual ones and those that decide.</summary>
    /// <param name="metrics">The metrics.</param>
    public Experiment Measure(params Metric[] metrics) => Set(_plan with { GivenMetrics = [.. _plan.GivenMetrics, .. metrics] });

    /// <summary>Adds a tuning phase by <c>Search.Auto()</c>, which chooses the search by the space and the budget.</summary>
    /// <param name="metric">What guides the search.</param>
    /// <param name="budget">How long it may go on.</param>
    /// <param name="space">The parameters to vary and their ranges. Default: the ranges that the options of the winner's parts
    /// state.</param>
    /// <param name="pruner">What stops hopeless trials early. Default: nothing.</param>
    /// <param name="fidelity">What a trial must show with fewer rows before it runs in full. Default: it runs in full.</param>
    public Experiment Optimize(
        Metric metric, Budget budget, ParameterSpace? space = null, IPruner? pruner = null, Fidelity? fidelity = null) =>
        Optimize(metric, Search.Auto(), budget, space, pruner, fidelity);

    /// <summary>Adds a tuning phase on the winner so far, which stays a contender; phases run in the order they were added.</summary>
    /// <param name="metric">What guides the search.</param>
    /// <param name="search">The search algorithm.</param>
    /// <param name="budget">How long it may go on.</param>
    /// <param name="space">The parameters to vary and their ranges; those of parts that the winner does not have are left out. Default: the
    /// ranges that the options of its parts state.</param>
    /// <param name="pruner">What stops hopeless trials early. Default: nothing.</param>
    /// <param name="fidelity">What a trial must show with fewer rows before it runs in full. Default: it runs in full.</param>
    public Experiment Optimize(Metric metric, ISearchAlgorithm search, Budget budget, ParameterSpace? space = null,
        IPruner? pruner = null, Fidelity? fidelity = null) =>
        Set(_plan with { Phases = [.. _plan.Phases, new TuningPhase(metric, search, budget, space, pruner, fidelity)] });

    /// <summary>Adds a last contender: the blend of the best trials that does best on the rows that their folds held out. Default: none.
    /// </summary>
    /// <remarks>
    /// Greedy selection with replacement (Caruana et al., ICML 2004) by the metric that decides, among trials with the steps and the
    /// resampler of the best. It costs no fit before the winner's. Its report says of each fold what an ensemble chosen by the other folds
    /// says, so that it wins only where choosing pays; there is none with one fold, or where no second trial helps.
    /// </remarks>
    /// <param name="maximum">The most trials to choose from, the best first, at least 2. Default 10.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than two are asked.</exception>
    public Experiment Ensemble(int maximum = 10) => Set(_plan with
    {
        EnsembleSize = maximum >= 2
            ? maximum : throw new FraudMlException($"An ensemble must have at least 2 trials to choose from. Got {maximum} instead."),
    });

    /// <summary>Sets the held-out rows that the fitted winner is evaluated on; nothing is chosen by them.</summary>
    /// <param name="test">Labelled rows with the training data's columns.</param>
    public Experiment EvaluateOn(Dataset test) => Set(_plan with { Test = test });

    /// <summary>Adds observers; each sees every event, one after the other, in order.</summary>
    /// <param name="observers">The observers.</param>
    public Experiment Observe(params IExperimentObserver[] observers) => Set(_plan with { Observers = [.. _plan.Observers, .. observers] });

    /// <summary>Adds renderers, whose artifacts reach the observers as events.</summary>
    /// <param name="renderers">The renderers.</param>
    public Experiment Render(params IArtifactRenderer[] renderers) => Set(_plan with { Renderers = [.. _plan.Renderers, .. renderers] });

    /// <summary>Writes the files of the whole experiment into a folder too: what renderers make, for example <c>comparison.html</c>, and
    /// what was attached. Those of single trials go to observers only.</summary>
    /// <param name="folder">The folder, which is created; files of the same name are overwritten.</param>
    /// <exception cref="FraudMlException">Thrown when the folder's name is empty.</exception>
    public Experiment SavedTo(string folder) => string.IsNullOrWhiteSpace(folder)
        ? throw new FraudMlException("SavedTo needs a folder, for example \"report\".")
        : Observe(new ReportFolder(folder));

    /// <summary>Attaches a file of the whole experiment, which observers get right after its start.</summary>
    /// <param name="path">Its relative path with forward slashes.</param>
    /// <param name="mediaType">Its media type, for example <c>text/html</c>.</param>
    /// <param name="content">Its bytes.</param>
    public Experiment Attach(string path, string mediaType, ReadOnlyMemory<byte> content) =>
        Set(_plan with { Files = [.. _plan.Files, new AttachedFile(path, mediaType, content)] });

    /// <summary>Sets how many trials run at once; each gets its share of the processors. Default: as many as
    /// there are processors.</summary>
    /// <param name="trialCount">The number of trials, at least 1.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than one is asked.</exception>
    public Experiment Parallelize(int trialCount) => Set(_plan with
    {
        Parallelism = trialCount >= 1
            ? trialCount : throw new FraudMlException($"At least 1 trial must run at once. Got {trialCount} instead."),
    });

    /// <summary>Sets how many trials are proposed and judged by the same history, where a search or a pruner
    /// looks at it. Default 4.</summary>
    /// <remarks>
    /// A batch is proposed when the one before has ended, so that the result does not depend on how many trials run at once; no more than a
    /// batch do. A smaller batch learns sooner, a larger one keeps more processors busy.
    /// </remarks>
    /// <param name="trialCount">The number of trials, at least 1.</param>
    /// <exception cref="FraudMlException">Thrown when fewer than one is asked.</exception>
    public Experiment Batch(int trialCount) => Set(_plan with
    {
        BatchSize = trialCount >= 1
            ? trialCount : throw new FraudMlException($"A batch must have at least 1 trial. Got {trialCount} instead."),
    });

    /// <summary>Sets what a trial may take, of every phase. Default: no limit.</summary>
    /// <remarks>A trial over its time or memory fails with the figure, and the experiment goes on. A limit of time gives other results on
    /// another machine.</remarks>
    /// <param name="limits">Time and memory.</param>
    /// <exception cref="FraudMlException">Thrown when a limit is out of range.</exception>
    public Experiment LimitTrials(TrialLimitOptions limits)
    {
        limits.Validate();
        return Set(_plan with { Limits = limits });
    }

    /// <summary>Sets how much memory the features may take that trials share in this process. Default: an eighth of what the process may
    /// have.</summary>
    /// <remarks>Each fold and list of steps is fitted once, and not again by every trial, to the same bits. Shared are the steps that
    /// trials have in common and that use no seed; the least used make room.</remarks>
    /// <param name="maximumBytes">The bytes, at least 0; 0 shares nothing.</param>
    /// <exception cref="FraudMlException">Thrown when it is less than 0.</exception>
    public Experiment ShareFeatures(long maximumBytes) => Set(_plan with
    {
        FeatureMemory = maximumBytes >= 0
            ? maximumBytes : throw new FraudMlException($"Shared features must have at least 0 bytes. Got {maximumBytes} instead."),
    });

    /// <summary>Sets where trials run. Default: in this process.</summary>
    /// <param name="runner">The runner, which says itself how many trials it runs at once.</param>
    public Experiment RunOn(ITrialRunner runner) => Set(_plan with { GivenRunner = runner });

    /// <summary>Keeps every trial that ends in a file, so that the experiment goes on after a kill: run again as it is, it takes what the
    /// file has, and then proposes what it would have proposed. Default: none.</summary>
    /// <remarks>
    /// The result is that of a run that was never interrupted; observers see every trial again. Budgets of time begin anew. The scores of
    /// the rows, 8 bytes each, are kept of the best 20 trials, or as many as an ensemble chooses from, in a second file with the ending
    /// <c>.scores</c>; of the others there are the metrics of each fold, and <see cref="CrossValidationReport.OutOfFold"/> is empty after a
    /// resumption. One process at a time writes a journal.
    /// </remarks>
    /// <param name="path">The file, which is begun where it is not there. One of other data or another plan is refused.</param>
    /// <exception cref="FraudMlException">Thrown when it names no file.</exception>
    public Experiment Journal(string path) => Set(_plan with
    {
        Journal = string.IsNullOrWhiteSpace(path) ? throw new FraudMlException("Journal must name a file.") : path,
    });

    /// <summary>Sets the seed of everything random. Default 42.</summary>
    /// <param name="seed">The seed.</param>
    public Experiment Seed(int seed) => Set(_plan with { Seed = seed });

    /// <summary>Sets the clock of events and time budgets. Default: the system's.</summary>
    /// <param name="time">The clock.</param>
    public Experiment TimeBy(TimeProvider time) => Set(_plan with { Time = time });

    internal Experiment LimitEnsemble(Func<TimeSpan?> time) => Set(_plan with { EnsembleTime = time });

    internal Experiment GiveObservers(TimeSpan grace) => Set(_plan with { ObserverGrace = grace });

    /// <summary>Runs the experiment; what is changed here afterwards concerns later runs only.</summary>
    /// <param name="train">Labelled rows.</param>
    /// <param name="cancellationToken">Stops it; observers see the cancellation before this method throws.</param>
    /// <exception cref="FraudMlException">Thrown when the plan or the data can't work, or every candidate failed.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public Task<ExperimentResult> RunAsync(Dataset train, CancellationToken cancellationToken = default)
    {
        PlanCheck.Require(_plan, train);
        return RunAsync(new ExperimentRun(_plan, train, cancellationToken));

        static async Task<ExperimentResult> RunAsync(ExperimentRun run)
        {
            using (run) return await run.RunAsync().ConfigureAwait(false);
        }
    }

    private Experiment Set(ExperimentPlan plan)
    {
        _plan = plan;
        return this;
    }

    /// <summary>Returns name, candidates, folds and metric.</summary>
    public override string ToString() =>
        $"{_plan.Name}: {string.Join(", ", _plan.Candidates.Select(pipeline => pipeline.Name))}; {_plan.Folds}, ranked by {_plan.Metric}";
}
