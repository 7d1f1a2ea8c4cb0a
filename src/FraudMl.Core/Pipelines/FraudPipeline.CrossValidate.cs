using System.Diagnostics;

namespace FraudMl;

public sealed partial record FraudPipeline
{
    /// <summary>Cross-validates the pipeline without calibrator and decision: every fold is fitted on its training rows only.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folds">The fold scheme.</param>
    /// <param name="options">Seed, threads, progress and cancellation. With several threads, folds run side by side.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from or has too few frauds for the folds.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public CrossValidationReport CrossValidate(Dataset data, IFolds folds, FitOptions? options = null)
    {
        options ??= new FitOptions();
        IReadOnlyList<Fold> splits = folds.Split(FoldInput.Of(data));
        var probabilities = new double[data.RowCount];
        var results = new FoldResult[splits.Count];
        FoldLoop.Run(splits.Count, options, (fold, foldOptions) =>
        {
            (FoldResult result, double[] scored) = Validate(data, splits[fold], fold, foldOptions);
            for (int i = 0; i < scored.Length; i++) probabilities[splits[fold].ValidationRows[i]] = scored[i];
            results[fold] = result;
            options.OnProgress?.Invoke(new TrialProgress(fold, result, null));
        });
        int[] validated = [.. splits.SelectMany(split => split.ValidationRows).Distinct().Order()];
        Dataset scoredRows = data.Take(validated);
        return new CrossValidationReport(Name, results, PipelineScores.Of(scoredRows, probabilities.Pick(validated), null, Decision?.CostsOf(scoredRows)));
    }

    private (FoldResult Result, double[] Scored) Validate(Dataset data, Fold split, int fold, FitOptions options)
    {
        (Dataset train, Dataset validation) = (data.Take(split.TrainingRows), data.Take(split.ValidationRows));
        long start = Stopwatch.GetTimestamp();
        FraudModel model = WithoutCalibrator().WithoutDecision().FitCore(train, options, fold);
        double fitSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        double[] scored = model.Score(validation);
        double scoreSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ScoredRows rows = PipelineScores.Of(validation, scored, null, null);
        return (new FoldResult(fold, train.RowCount, validation.RowCount, FoldMetrics.Of(rows), fitSeconds, scoreSeconds) { Rows = rows }, scored);
    }
}
