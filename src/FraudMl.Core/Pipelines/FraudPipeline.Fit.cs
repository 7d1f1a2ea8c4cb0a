namespace FraudMl;

public sealed partial record FraudPipeline
{
    /// <summary>Fits the pipeline on all rows; calibrator and decision are fitted on out-of-fold scores at the
    /// natural class ratio first.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="options">Seed, threads and inner folds.</param>
    /// <param name="progress">Called for each iteration of the learner, from any thread. Default: nobody is told.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from.</exception>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public FraudModel Fit(Dataset data, FitOptions? options = null, Action<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new FitOptions();
        options.Validate();
        RequireLabels(data);
        if (Calibrator is null && Decision is null) return FitCore(data, options, Told(progress, 0), cancellationToken).WithoutUnread(data);
        IReadOnlyList<Fold> splits = InnerFolds(data, options);
        int[] validated = [.. splits.SelectMany(split => split.ValidationRows).Distinct().Order()];
        int[] decided = Decision is ICapacityRule ? [.. splits.SelectMany(split => split.KnownRows).Union(validated).Order()] : validated;
        (double[] margins, double[] probabilities) = OutOfFoldScores(data, splits, Decision is ICapacityRule, options, progress,
            cancellationToken);
        Dataset scored = data.Take(validated);
        FittedCalibrator? calibrator = Calibrator?.Fit(margins.Pick(validated), scored.Labels, Weights(scored));
        FittedDecision? decision = null;
        if (Decision is not null)
        {
            Dataset rows = decided.Length == validated.Length ? scored : data.Take(decided);
            (double[] ofRows, double[] likely) = (margins.Pick(decided), probabilities.Pick(decided));
            calibrator?.Calibrate(ofRows, likely);
            ScoredRows toDecide = PipelineScores.Of(rows, likely, null, Decision.CostsOf(rows), margins: ofRows,
                mayBeUnlabelled: !Decision.NeedsLabels);
            decision = Decision.Fit(toDecide, ModelInputs.Raw(data));
        }

        return FitCore(data, options, Told(progress, 0), cancellationToken).With(calibrator, decision).WithoutUnread(data);
    }

    private FraudModel FitCore(Dataset data, FitOptions options, Func<TrainingIteration, bool>? onIteration,
        CancellationToken cancellationToken) =>
        FitCore(FeaturesOf(data, null, options, cancellationToken), data, options, onIteration, cancellationToken);

    private FraudModel FitCore(FoldFeatures made, Dataset data, FitOptions options, Func<TrainingIteration, bool>? onIteration,
        CancellationToken cancellationToken)
    {
        TrainingData training = LegitimateSample.Of(made.Training, options.RowShare, options.Seed);
        if (Trainer.NeedsLabels) training.RequireBothClasses(Trainer.Name);
        ResampledRows? resampled = Resampler?.Resample(training,
            new ResamplingContext(options.Seed, options.ThreadCount, cancellationToken));
        LearnerMemory.Require(options, Trainer, resampled?.Data ?? training);
        var warnings = new WarningList();
        var context = new TrainingContext(options.Seed, options.ThreadCount, onIteration, cancellationToken)
        {
            OnWarning = warnings.Add, FollowedIterations = options.FollowedIterations, Prepared = made.Prepared,
        };
        ScoringModel scorer = Trainer.Train(resampled?.Data ?? training, context);
        return new FraudModel(new ModelParts(Name, made.Features, scorer, resampled is null ? FittedCalibrator.Logistic
            : resampled.Shift.ToCalibrator())
        {
            Windows = data.Windows,
            Roles = TrainingRoles.Of(data),
            FeatureMeans = made.Means,
            Warnings = warnings.All,
        });
    }

    // Without a label column goes what needs no labels: all of that is named which does.
    private void RequireLabels(Dataset data)
    {
        if (data.HasLabels) return;
        if (Trainer.NeedsLabels) _ = data.Labels;
        string?[] needing = [Resampler?.Name, Calibrator?.Name, Decision is { NeedsLabels: true } ? Decision.Name : null];
        string[] problems = [.. needing.OfType<string>().Select(part =>
            $"'{part}' learns from labels. Take it out, or name the label column with schema.Label(\"…\").")];
        if (problems.Length > 0) throw new FraudMlException($"{Trainer.Name} needs no labels, but other parts of the pipeline do, and "
            + $"{data.Name} has no label column", problems);
    }

    // Random folds where there are too few frauds to spread over them, and the learner does not mind.
    private IReadOnlyList<Fold> InnerFolds(Dataset data, FitOptions options)
    {
        FoldInput rows = FoldInput.OfUnlabelled(data);
        return Trainer.NeedsLabels || options.InnerFolds is not null || rows.Labels.Span.Count(true) >= FitOptions.InnerFoldCount
            ? options.Inner.Split(rows)
            : StratifiedFolds.Random(data.RowCount, FitOptions.InnerFoldCount, options.Seed);
    }

    // By row: margins as the scorer gave them, and probabilities corrected for a resampler's prior shift; 0 where no fold scores the row.
    private (double[] Margins, double[] Probabilities) OutOfFoldScores(
        Dataset data, IReadOnlyList<Fold> splits, bool withKnown, FitOptions options, Action<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var margins = new double[data.RowCount];
        var probabilities = new double[data.RowCount];
        FoldLoop.Run(splits.Count, options.ThreadCount, (fold, threadCount) =>
        {
            FitOptions perFold = options with { ThreadCount = threadCount };
            FoldFeatures made = FeaturesOf(data, splits[fold], perFold, cancellationToken);
            FraudModel model = FitCore(made, data, perFold, Told(progress, fold), cancellationToken);
            int[] rows = withKnown ? [.. splits[fold].ValidationRows, .. splits[fold].KnownRows] : splits[fold].ValidationRows;
            double[] scored = model.Margins(data.Take(rows));
            for (int i = 0; i < scored.Length; i++)
            {
                margins[rows[i]] = scored[i];
                probabilities[rows[i]] = model.Calibrator.Calibrate(scored[i]);
            }
        });
        return (margins, probabilities);
    }

    /// <summary>Returns what the learner is given: rows with all that is known of them, and the rows held back.</summary>
    internal static TrainingData TrainingOf(Dataset rows, FeatureMatrix matrix, Dataset? held, FittedFeatures features)
    {
        RequireWeights(rows);
        FoldInput known = FoldInput.OfUnlabelled(rows);
        return new TrainingData(matrix, known.Labels)
        {
            Weights = rows.Weights.ToArray(),
            Timestamps = known.Timestamps,
            Keys = known.Keys,
            Validation = held is null
                ? null : new TrainingData(features.Transform(held), held.Labels.ToArray()) { Weights = held.Weights.ToArray() },
        };
    }

    // Rows of weight 0 are as if they were not there; a class that has no others is named with the column that says so.
    private static void RequireWeights(Dataset rows)
    {
        if (!rows.HasLabels) return;
        if (rows.Columns.FirstOrDefault(column => column.Is(ColumnRoles.Weight)) is not NumberColumn weights || rows.RowCount == 0) return;
        bool Lacks(bool label)
        {
            bool isThere = false;
            for (int row = 0; row < rows.RowCount; row++)
            {
                if (rows.Labels[row] != label) continue;
                if (weights.Values[row] != 0) return false;
                isThere = true;
            }

            return isThere;
        }

        (bool lacksFrauds, bool lacksOthers) = (Lacks(true), Lacks(false));
        if (!lacksFrauds && !lacksOthers) return;
        string which = lacksFrauds && lacksOthers ? "row" : lacksFrauds ? "fraud" : "legitimate row";
        throw new FraudMlException(
            $"The weight column '{weights.Name}' is 0 in every {which}, and such rows are as if they were not there. "
            + "Give rows of both classes a weight above 0, or do without the weights: leave schema.Weight out.")
        { ColumnName = weights.Name };
    }

    private static Func<TrainingIteration, bool>? Told(Action<FitProgress>? progress, int fold) => progress is null ? null : iteration =>
    {
        progress(new FitProgress(fold, null, iteration));
        return true;
    };

    private static double[] Weights(Dataset data) => RowWeights.Of(data.Weights) ?? [];
}
