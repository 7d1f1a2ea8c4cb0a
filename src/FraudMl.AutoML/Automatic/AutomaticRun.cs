using System.Globalization;

namespace FraudMl;

/// <summary>One run of the one call: look, choose, try, fit.</summary>
internal sealed class AutomaticRun(Dataset raw, Budget budget, AutoMLOptions options)
{
    private static readonly TimeSpan UsualLabelDelay = TimeSpan.FromDays(7), ShortestWithDelay = TimeSpan.FromDays(28);

    // Trials before any is stopped as hopeless.
    private const int FirstTrials = 6;

    private const int MostReasons = 5, MostInputs = 5, ExplainedRows = 200;

    private readonly Story _story = new();

    public async Task<AutoMLResult> RunAsync(CancellationToken cancellationToken)
    {
        var clock = new RunClock(options, budget.Duration);
        (PreparedData data, Dataset rows, IFolds folds, Experiment experiment) = await ToldAsync(
            begin => Prepare(clock, begin, cancellationToken), cancellationToken).ConfigureAwait(false);
        ExperimentResult result = await experiment.RunAsync(rows, cancellationToken).ConfigureAwait(false);
        Tell(result, rows, clock);
        return new AutoMLResult(data)
        {
            Model = result.Best, Pipeline = result.BestPipeline, Folds = folds, Experiment = result, Story = _story.All,
        };
    }

    // What takes its time before the experiment begins is told to its observers too.
    private async Task<T> ToldAsync<T>(Func<Action<string>, T> work, CancellationToken cancellationToken)
    {
        using var events = new EventStream(
            new ExperimentPlan(options.Name) { Observers = options.Observers, Time = options.Time }, cancellationToken);
        try
        {
            return work(stage => events.Raise((name, at) => new StageStarted(name, at, stage)));
        }
        finally
        {
            await events.CompleteAsync().ConfigureAwait(false);
        }
    }

    private (PreparedData Data, Dataset Rows, IFolds Folds, Experiment Experiment) Prepare(
        RunClock clock, Action<string> begin, CancellationToken cancellationToken)
    {
        begin($"looking at the columns of {Count(raw)} rows");
        ColumnChoice columns = ColumnChoice.Of(raw, options, _story, cancellationToken);
        TimeSpan span = Span(), delay = options.LabelDelay ?? (span >= ShortestWithDelay ? UsualLabelDelay : TimeSpan.Zero);
        var data = new PreparedData(
            raw, columns.Time is TimestampColumn time && !time.Is(ColumnRoles.Feature) ? [time.Name] : [],
            options.MakeWindows && columns.Time is not null ? WindowChoice.Of(raw, columns, span, delay, _story) : []);
        if (data.Windows.Count > 0) begin($"making windows over the past of {Count(raw)} rows");
        var size = new RunSize(budget.Duration, options.TrialsAtOnce);
        Dataset rows = size.Latest(data.Rows(), options.Seed, _story);
        begin($"choosing features and folds for {Count(rows)} rows");
        FeatureChoice features = FeatureChoice.Of(rows, columns, span, _story);
        int fold = size.RowsPerFold(rows, _story);
        IFolds folds = FoldChoice.Of(rows, delay, fold, size.FoldCount(rows, fold), options.Seed, _story);
        LearnerChoice learners = LearnerChoice.Of(options, RunSize.TrialTime(rows, folds), budget.Duration, _story);
        (clock.RowCount, clock.MemberCount) = (rows.RowCount, size.MemberCount(rows));
        return (data, rows, folds, Plan(features, folds, learners, clock));
    }

    private static string Count(Dataset data) => data.RowCount.ToString("N0", CultureInfo.InvariantCulture);

    private Experiment Plan(FeatureChoice features, IFolds folds, LearnerChoice learners, RunClock clock)
    {
        FraudPipeline[] pipelines = Pipelines(features, learners);
        ParameterSpace space = Space(pipelines, features);
        var search = new PortfolioSearch(new() { Points = Portfolio.Of(space, learners), GoesOn = clock.HasTime });
        Experiment experiment = new Experiment(options.Name).Compare(pipelines[0]).ValidateBy(folds).RankBy(options.Metric)
            .Seed(options.Seed).TimeBy(options.Time).Parallelize(options.TrialsAtOnce).Batch(2 * options.TrialsAtOnce)
            .Observe([clock, .. options.Observers]);
        if (Limits() is { } limits) experiment = experiment.LimitTrials(limits);
        if (options.Runner is { } runner) experiment = experiment.RunOn(runner);
        if (clock.MemberCount > 1) experiment = experiment.Ensemble(clock.MemberCount).LimitEnsemble(() => clock.Spare);
        return budget.TrialCount == 1 ? experiment : experiment.Optimize(
            options.Metric, search, Rest(clock), space, Pruners.Median(new() { StartupTrialCount = FirstTrials, WarmupFoldCount = 1 }));
    }

    // Options of steps move a metric less than those of learners and would make the space much larger: their choice is enough.
    private static ParameterSpace Space(FraudPipeline[] pipelines, FeatureChoice features)
    {
        var learners = new ParameterSpace([.. ParameterSpace.Across(pipelines).Parameters
            .Where(parameter => !parameter.Name.StartsWith("steps[", StringComparison.Ordinal))]);
        return features.Choices.Aggregate(learners, (all, choice) =>
        {
            ParameterSpace chosen = all.ChooseStep(choice.Key, choice.Value);
            return new([.. chosen.Parameters.SkipLast(1), ((ChoiceParameter)chosen.Parameters[^1]) with { Children = [] }]);
        });
    }

    private TrialLimitOptions? Limits() => options.Limits
        ?? (budget.Duration is { } duration ? new() { Duration = duration * 0.6 } : null);

    // The first pipeline is a trial of its own.
    private Budget Rest(RunClock clock)
    {
        Budget? trials = budget.TrialCount is { } count ? Budget.OfTrials(count - 1) : null;
        TimeSpan least = TimeSpan.FromMilliseconds(10);
        return clock.Left is not { } left ? trials!
            : (trials ?? Budget.Of(least)).Or(left * 0.85 > least ? left * 0.85 : least);
    }

    private FraudPipeline[] Pipelines(FeatureChoice features, LearnerChoice learners)
    {
        var builder = new FraudPipelineBuilder();
        foreach (IFeatureStep step in features.Steps) builder.Step(step);
        FraudPipeline first = builder.Train((ITrainer)learners.Learners[0].Part).Calibrate(Calibrators.Platt())
            .DecideBy(options.Decision ?? Thresholds.BestFBeta()).Build();
        return
        [
            first,
            .. learners.Learners.Skip(1).Select(offer => first.With((ITrainer)offer.Part)),
            .. learners.Resamplers.Select(offer => first.With((IResampler)offer.Part)),
        ];
    }

    private TimeSpan Span()
    {
        long first = long.MaxValue, last = long.MinValue;
        foreach (long time in raw.HasTimestamps ? raw.Timestamps : [])
        {
            if (time == TimestampColumn.Missing) continue;
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        return last > first ? TimeSpan.FromMicroseconds(last - (double)first) : TimeSpan.Zero;
    }

    private void Tell(ExperimentResult result, Dataset rows, RunClock clock)
    {
        string tried = string.Join(", ", result.Trials.GroupBy(trial => trial.Trial.Pipeline.Trainer.Name)
            .Select(learner => string.Create(CultureInfo.InvariantCulture, $"{learner.Count()} of {learner.Key}")));
        string stopped = result.PrunedTrials.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; {result.PrunedTrials.Count} more were stopped as hopeless");
        string failed = result.FailedTrials.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; {result.FailedTrials.Count} failed");
        _story.Do($"Tried {tried}{stopped}{failed}.");
        string score = $"{options.Metric.Name} {result.BestReport.TextOf(options.Metric)}";
        _story.Do($"The best is {result.BestTrial.Title}: {score} over the folds.");
        if (result.Verdict is { } verdict) _story.Do(verdict);
        if (MostTelling(result.Best, rows) is { Count: > 0 } inputs) _story.Do($"What tells most: {string.Join(", ", inputs)}.");
        _story.Do(string.Create(CultureInfo.InvariantCulture, $"It took {clock.Elapsed.TotalSeconds:0.#} seconds."));
        IEnumerable<string> reasons = result.FailedTrials.Select(trial => $"{trial.Trial.Name} failed: {trial.Reason}").Distinct();
        foreach (string reason in reasons.Take(MostReasons)) _story.LeaveOut(reason);
        foreach (string warning in result.Warnings) _story.Warn(warning);
    }

    private static IReadOnlyList<string> MostTelling(FraudModel model, Dataset rows)
    {
        int step = Math.Max(1, rows.RowCount / ExplainedRows);
        try
        {
            return [.. model.ShapImportance(rows.Take([.. Enumerable.Range(0, rows.RowCount / step).Select(row => row * step)]))
                .OrderByDescending(input => input.Value).Take(MostInputs).Select(input => input.Name)];
        }
        catch (FraudMlException)
        {
            // A model that can't be opened has no exact reasons.
            return [];
        }
    }
}
