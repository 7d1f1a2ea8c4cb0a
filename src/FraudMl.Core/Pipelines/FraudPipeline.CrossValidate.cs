using System.Diagnostics;

namespace FraudMl;

public sealed partial record FraudPipeline
{
    /// <summary>Cross-validates the pipeline without calibrator and decision: every fold is fitted on its training rows only.</summary>
    /// <remarks>
    /// Where the decision rule knows costs, each fold knows those of its rows, and total cost and savings are
    /// those of the decisions that pay:
    /// flag when p × cost of the missed fraud &gt; cost of a review. All other metrics decide at 0.5.
    /// </remarks>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folds">The fold scheme.</param>
    /// <param name="metrics">The metrics that each fold reports beside the usual ones. Default: none.</param>
    /// <param name="options">Seed, threads and inner folds. With several threads, folds run side by side.</param>
    /// <param name="progress">
    /// Called for each iteration and each finished fold, one at a time, from any thread; folds come in order.
    /// <see cref="TrialDirective.Stop"/> ends it.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from or has too few frauds for the folds.</exception>
    /// <exception cref="TrialStoppedException">Thrown when <paramref name="progress"/> said so.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public CrossValidationReport CrossValidate(
        Dataset data,
        IFolds folds,
        IReadOnlyList<Metric>? metrics = null,
        FitOptions? options = null,
        Func<FitProgress, TrialDirective>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new FitOptions();
        options.Validate();
        IReadOnlyList<Metric> reported = FoldMetrics.With(metrics);
        IReadOnlyList<Fold> splits = folds.Split(FoldInput.Of(data));
        using var course = new FoldCourse(splits.Count, progress, cancellationToken);
        (int, Exception)? failure = FoldLoop.TryRun(splits.Count, options.ThreadCount, (fold, threadCount) =>
        {
            FitOptions perFold = options with { ThreadCount = threadCount, FoldsAtOnce = Math.Min(options.ThreadCount, splits.Count) };
            if (course.IsOver(fold) || Validate(data, splits[fold], fold, reported, perFold, course) is not { } result) return;
            course.Complete(fold, result);
        });
        course.ThrowIfEnded(failure);
        return ReportOf(data, splits, course.Results, reported);
    }

    /// <summary>Returns the report of folds that were validated, here or elsewhere.</summary>
    internal CrossValidationReport ReportOf(
        Dataset data, IReadOnlyList<Fold> splits, IReadOnlyList<FoldResult> results, IReadOnlyList<Metric> reported)
    {
        if (results.Any(result => result.Rows.Count == 0))
            return new CrossValidationReport(Name, results, ScoredRows.None) { Metrics = reported, Warnings = WarningsOn(data) };
        var probabilities = new double[data.RowCount];
        for (int fold = 0; fold < splits.Count; fold++)
        {
            ReadOnlySpan<double> scored = results[fold].Rows.Scores;
            for (int i = 0; i < scored.Length; i++) probabilities[splits[fold].ValidationRows[i]] = scored[i];
        }

        int[] rows = [.. splits.SelectMany(split => split.ValidationRows).Distinct().Order()];
        Dataset scoredRows = data.Take(rows);
        ScoredRows outOfFold = PipelineScores.Of(scoredRows, probabilities.Pick(rows), null, Decision?.CostsOf(scoredRows));
        return new CrossValidationReport(Name, results, outOfFold) { Metrics = reported, Warnings = WarningsOn(data) };
    }

    /// <summary>Returns the result of a fold whose rows were scored, here or elsewhere.</summary>
    internal FoldResult ResultOf(
        Dataset validation, int trainingRowCount, int fold, double[] scored,
        Func<ScoredRows, ScoredRows?, Dictionary<string, double>> metrics, double fitSeconds, double scoreSeconds)
    {
        (ScoredRows rows, ScoredRows? paying) = new FoldScores(this, validation).Of(scored);
        return new FoldResult(fold, trainingRowCount, validation.RowCount, metrics(rows, paying), fitSeconds, scoreSeconds)
        {
            Rows = rows, PayingRows = paying,
        };
    }

    // Null when a stop made the fold worthless meanwhile.
    private FoldResult? Validate(
        Dataset data, Fold split, int fold, IReadOnlyList<Metric> metrics, FitOptions options, FoldCourse course)
    {
        Dataset validation = data.Take(split.ValidationRows);
        long start = Stopwatch.GetTimestamp();
        FoldFeatures made = FeaturesOf(data, split, options, course.TokenOf(fold));
        if (options.FollowedIterations is not { Count: 0 } && fold == 0) made = made.FollowedOn(validation);
        FraudModel model = WithoutCalibrator().WithoutDecision().FitCore(made, data, options, course.OnIteration(fold),
            course.TokenOf(fold));
        double fitSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (course.IsOver(fold)) return null;
        start = Stopwatch.GetTimestamp();
        double[] scored = options.Features is null ? model.Score(validation) : model.Score(made.Scored);
        double scoreSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ResultOf(validation, split.TrainingRows.Length, fold, scored, (rows, paying) => FoldMetrics.Of(metrics, rows, paying),
            fitSeconds, scoreSeconds);
    }
}
