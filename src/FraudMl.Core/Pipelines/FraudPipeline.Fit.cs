namespace FraudMl;

public sealed partial record FraudPipeline
{
    /// <summary>Fits the pipeline on all rows; calibrator and decision are fitted on out-of-fold scores at the natural class ratio first.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="options">Seed, threads, progress and cancellation.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public FraudModel Fit(Dataset data, FitOptions? options = null)
    {
        options ??= new FitOptions();
        if (Calibrator is null && Decision is null) return FitCore(data, options, 0);
        (Dataset scored, double[] margins, double[] probabilities) = OutOfFoldScores(data, options);
        FittedCalibrator? calibrator = Calibrator?.Fit(margins, scored.Labels, Weights(scored));
        calibrator?.Calibrate(margins, probabilities);
        FittedDecision? decision = Decision?.Fit(PipelineScores.Of(scored, probabilities, null, Decision.CostsOf(scored)), ModelInputs.Of(data));
        FraudModel fitted = FitCore(data, options, 0);
        return fitted.With(calibrator, decision);
    }

    private FraudModel FitCore(Dataset data, FitOptions options, int fold)
    {
        CancellationToken cancellation = options.CancellationToken;
        cancellation.ThrowIfCancellationRequested();
        (Dataset rows, Dataset? held) = HoldBack(data, options.Seed);
        (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit(Steps, rows, new StepContext(options.Seed, InnerFolds(options)) { CancellationToken = cancellation });
        FoldInput known = FoldInput.Of(rows);
        var training = new TrainingData(matrix, known.Labels)
        {
            Weights = rows.Weights.ToArray(),
            Timestamps = known.Timestamps,
            Keys = known.Keys,
            Validation = held is null ? null : new TrainingData(features.Transform(held), held.Labels.ToArray()) { Weights = held.Weights.ToArray() },
        };
        training.RequireBothClasses(Trainer.Name);
        ResampledRows? resampled = Resampler?.Resample(training, new ResamplingContext(options.Seed, options.ThreadCount) { CancellationToken = cancellation });
        ScoringModel scorer = Trainer.Train(resampled?.Data ?? training, new TrainingContext(options.Seed, options.ThreadCount)
        {
            CancellationToken = cancellation,
            OnIteration = options.OnProgress is null ? null : iteration =>
            {
                options.OnProgress(new TrialProgress(fold, null, iteration));
                return true;
            },
        });
        return new FraudModel(Name, features, scorer, resampled is null ? FittedCalibrator.Logistic : resampled.Shift.ToCalibrator(), null)
        {
            Windows = data.Windows,
            FeatureMeans = matrix.Means(),
        };
    }

    // The rows that some fold validates, margins as the scorer gave them, and probabilities corrected for a resampler's prior shift.
    private (Dataset Scored, double[] Margins, double[] Probabilities) OutOfFoldScores(Dataset data, FitOptions options)
    {
        var margins = new double[data.RowCount];
        var probabilities = new double[data.RowCount];
        IReadOnlyList<Fold> splits = InnerFolds(options).Split(FoldInput.Of(data));
        FoldLoop.Run(splits.Count, options, (fold, foldOptions) =>
        {
            FraudModel model = FitCore(data.Take(splits[fold].TrainingRows), foldOptions, fold);
            double[] scored = model.Margins(data.Take(splits[fold].ValidationRows));
            for (int i = 0; i < scored.Length; i++)
            {
                int row = splits[fold].ValidationRows[i];
                margins[row] = scored[i];
                probabilities[row] = model.Calibrator.Calibrate(scored[i]);
            }
        });
        int[] validated = [.. splits.SelectMany(split => split.ValidationRows).Distinct().Order()];
        return (data.Take(validated), margins.Pick(validated), probabilities.Pick(validated));
    }

    private (Dataset Rows, Dataset? Held) HoldBack(Dataset data, int seed)
    {
        if (Trainer.ValidationShare <= 0) return (data, null);
        int count = (int)Math.Max(2, Math.Round(1 / Trainer.ValidationShare));
        Fold fold = Folds.Stratified(count, seed).Split(FoldInput.Of(data))[0];
        return (data.Take(fold.TrainingRows), data.Take(fold.ValidationRows));
    }

    private static IFolds InnerFolds(FitOptions options) => options.InnerFolds ?? Folds.Stratified(5, options.Seed);

    private static double[] Weights(Dataset data) => RowWeights.Of(data.Weights) ?? [];
}
