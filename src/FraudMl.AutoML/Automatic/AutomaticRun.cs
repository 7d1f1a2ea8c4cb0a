using System.Globalization;

namespace FraudMl;

/// <summary>One run of the one call: look, choose, try, fit.</summary>
internal sealed class AutomaticRun(Dataset raw, Budget budget, AutoMLOptions options)
{
    private static readonly TimeSpan UsualLabelDelay = TimeSpan.FromDays(7), ShortestWithDelay = TimeSpan.FromDays(28);

    // What a boosted learner gets through in a second, in rows times features, and how many trials a budget should be good for at least.
    private const double CellsPerSecond = 2_500_000;
    private const int FewestTrials = 15, FewestRows = 20_000;

    private readonly Story _story = new();

    public async Task<AutoMLResult> RunAsync(CancellationToken cancellationToken)
    {
        var clock = new RunClock(options, budget.Duration, raw.RowCount);
        ColumnChoice columns = ColumnChoice.Of(raw, options, _story, cancellationToken);
        TimeSpan span = Span(), delay = options.LabelDelay ?? (span >= ShortestWithDelay ? UsualLabelDelay : TimeSpan.Zero);
        var data = new PreparedData(
            raw, columns.Time is TimestampColumn time && !time.Is(ColumnRoles.Feature) ? [time.Name] : [],
            options.MakeWindows && columns.Time is not null ? WindowChoice.Of(raw, columns, span, delay, _story) : []);
        Dataset rows = data.Rows();
        FeatureChoice features = FeatureChoice.Of(rows, columns, span, _story);
        int width = rows.Features.Count(), fold = RowsPerFold(width);
        IFolds folds = FoldChoice.Of(rows, delay, fold, options.Seed, _story);
        LearnerChoice learners = LearnerChoice.Of(options, TrialTime(rows, folds, width), budget.Duration, _story);
        ExperimentResult result = await Plan(features, folds, learners, clock).RunAsync(rows, cancellationToken).ConfigureAwait(false);
        Tell(result, clock);
        return new AutoMLResult(data)
        {
            Model = result.Best, Pipeline = result.BestPipeline, Folds = folds, Experiment = result, Story = _story.All,
        };
    }

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
        return budget.TrialCount == 1 ? experiment : experiment.Optimize(options.Metric, search, Rest(clock), space);
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
        ?? (budget.Duration is { } duration ? new() { Duration = duration / 3 } : null);

    private TimeSpan TrialTime(Dataset rows, IFolds folds, int width) => TimeSpan.FromSeconds(
        folds.Split(FoldInput.Of(rows)).Sum(fold => (double)fold.TrainingRows.Length * width) / CellsPerSecond);

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

    // As many as leave time for trials enough.
    private int RowsPerFold(int featureCount)
    {
        const int Folds = 3;
        if (budget.Duration is not { } duration) return int.MaxValue;
        double rows = duration.TotalSeconds * options.TrialsAtOnce * CellsPerSecond / (FewestTrials * Folds * Math.Max(1, featureCount));
        int fold = (int)Math.Clamp(rows, FewestRows, int.MaxValue);
        if (raw.HasTimestamps && fold < raw.RowCount * 0.4)
            _story.Do(string.Create(CultureInfo.InvariantCulture, $"Trained each trial on the last {fold:N0} rows before those it is validated "
                + $"on, so that many fit into the budget; the winner learned from all {raw.RowCount:N0}."));
        return fold;
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

    private void Tell(ExperimentResult result, RunClock clock)
    {
        _story.Do(string.Create(CultureInfo.InvariantCulture, $"Tried {result.Trials.Count} pipelines"
            + $"{(result.PrunedTrials.Count > 0 ? $", stopped {result.PrunedTrials.Count}" : "")}"
            + $"{(result.FailedTrials.Count > 0 ? $", and {result.FailedTrials.Count} failed" : "")} in {clock.Elapsed.TotalSeconds:0.#} "
            + $"seconds, the last fit included."));
        _story.Do($"The best is {result.BestTrial.Title}: {options.Metric.Name} {result.BestReport.TextOf(options.Metric)} over the folds.");
        if (result.Verdict is { } verdict) _story.Do(verdict);
        foreach (string reason in result.FailedTrials.Select(trial => $"{trial.Trial.Name} failed: {trial.Reason}").Distinct().Take(5))
            _story.LeaveOut(reason);
        foreach (string warning in result.Warnings) _story.Warn(warning);
    }
}
