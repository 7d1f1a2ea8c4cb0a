namespace FraudMl;

/// <summary>A fitted pipeline: steps, scoring model, calibrator and decision, without any resampler. Immutable and thread-safe.</summary>
public sealed partial class FraudModel
{
    internal FraudModel(ModelParts parts)
    {
        parts.Check();
        Parts = parts;
        _sessions = new(this);
    }

    /// <value>The pipeline's name, for example <c>LightGBM + SMOTE</c>.</value>
    public string Pipeline => Parts.Pipeline;

    /// <value>The raw input columns in order that a step, the learner or the decision reads; columns that are
    /// dropped unread are none.</value>
    public IReadOnlyList<SchemaColumn> Inputs => Parts.Features.Read;

    /// <value>The fitted steps in order.</value>
    public IReadOnlyList<IFittedStep> Steps => Parts.Features.Steps;

    /// <value>What the scoring model sees.</value>
    public IReadOnlyList<FeatureColumn> Features => Parts.Features.Columns;

    /// <value>The scoring model.</value>
    public ScoringModel Scorer => Parts.Scorer;

    /// <value>What turns margins into probabilities.</value>
    public FittedCalibrator Calibrator => Parts.Calibrator;

    /// <value>What flags transactions; null when that is decided elsewhere.</value>
    public FittedDecision? Decision => Parts.Decision;

    /// <value>The velocity features that some inputs are; feed them from an <see cref="IVelocityStore"/>, or give
    /// them as any other input.</value>
    public IReadOnlyList<EntityWindows> Windows => Parts.Windows;

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons => Parts.Reasons;

    /// <value>
    /// What the learner warned of when the model was trained, for example that only few rows differ; a loaded model has none.
    /// </value>
    public IReadOnlyList<string> Warnings => Parts.Warnings;

    internal ModelParts Parts { get; }

    internal ReadingRules Reading => Parts.Features.Reading;

    /// <summary>Returns the probability of fraud for each row.</summary>
    /// <param name="data">Rows with the model's input columns; a label is not needed.</param>
    /// <exception cref="FraudMlException">Thrown when an input column is missing or of another kind.</exception>
    public double[] Score(Dataset data)
    {
        var probabilities = new double[data.RowCount];
        ForEachBlock(data, (session, firstRow) => session.Probabilities.CopyTo(probabilities.AsSpan(firstRow)));
        return probabilities;
    }

    /// <summary>Returns the probability of fraud for each row whose features are there already, to the same bits.</summary>
    internal double[] Score(FeatureMatrix features)
    {
        var probabilities = new double[features.RowCount];
        for (int first = 0; first < probabilities.Length; first += FittedFeatures.BlockRowCount)
        {
            int count = Math.Min(FittedFeatures.BlockRowCount, probabilities.Length - first);
            Span<double> block = probabilities.AsSpan(first, count);
            Scorer.Score(features.Values.Span.Slice(first * features.ColumnCount, count * features.ColumnCount), block);
            Calibrator.Calibrate(block, block);
        }

        return probabilities;
    }

    /// <summary>Returns whether each row is flagged.</summary>
    /// <param name="data">Rows with the model's input columns.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision or an input column is missing.</exception>
    public bool[] Decide(Dataset data)
    {
        RequireDecision();
        var flags = new bool[data.RowCount];
        ForEachBlock(data, (session, firstRow) => session.Flags.CopyTo(flags.AsSpan(firstRow)));
        return flags;
    }

    /// <summary>Returns, for each day from midnight to midnight in UTC, its transactions with the highest probabilities: exactly so
    /// many, however many tie.</summary>
    /// <remarks>
    /// For lists that are made once a day. Of equal probabilities the higher margin comes first, then the earlier
    /// transaction, then the row that stands first. A row whose probability is no number comes before all others, and is
    /// flagged beyond the number too.
    /// </remarks>
    /// <param name="data">Rows with the model's input columns and a time in each.</param>
    /// <param name="perDay">The transactions flagged a day, at least 1. Default: what the model's decision was asked for.</param>
    /// <exception cref="FraudMlException">Thrown when a time is missing, or the number is and the decision has no capacity.</exception>
    public bool[] DecideTop(Dataset data, int? perDay = null)
    {
        int count = perDay ?? (Decision?.Capacity is { } capacity ? (int)Math.Max(1, Math.Floor(capacity)) : throw new FraudMlException(
            "DecideTop needs to know how many transactions a day to flag. Give perDay, or build the pipeline with "
            + ".DecideBy(Thresholds.AlertsPerDay(…))."));
        if (count < 1) throw new FraudMlException(FormattableString.Invariant($"perDay must be at least 1. Got {count} instead."));
        var probabilities = new double[data.RowCount];
        var margins = new double[data.RowCount];
        ForEachBlock(data, (session, firstRow) =>
        {
            session.Probabilities.CopyTo(probabilities.AsSpan(firstRow));
            session.Margins.CopyTo(margins.AsSpan(firstRow));
        });
        return TopOfEachDay.Of(probabilities, margins, data.Timestamps, count);
    }

    /// <summary>Returns how well the model does on labelled rows that it has not seen.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="options">Intervals and curves.</param>
    public Evaluation Evaluate(Dataset data, EvaluationOptions? options = null) =>
        Evaluation.Of(ScoredRowsOf(data, options?.BlockColumn), options);

    /// <summary>Returns labels, probabilities and, where the model decides, flags and costs of labelled rows; the
    /// pipeline runs once.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="blockColumn">The column whose equal values the bootstrap redraws together, for example the
    /// card; none by default.</param>
    public ScoredRows ScoredRowsOf(Dataset data, string? blockColumn = null)
    {
        var scores = new PipelineScores(data.RowCount, Decision is not null);
        ForEachBlock(data, scores.Add);
        return scores.Of(data, blockColumn, Decision?.Capacity);
    }

    /// <summary>Returns the margins (log-odds) as the scoring model gives them, before calibration.</summary>
    /// <param name="data">Rows with the model's input columns.</param>
    internal double[] Margins(Dataset data)
    {
        var margins = new double[data.RowCount];
        ForEachBlock(data, (session, firstRow) => session.Margins.CopyTo(margins.AsSpan(firstRow)));
        return margins;
    }

    /// <summary>Returns the features that the scoring model gets for the rows of a dataset.</summary>
    internal FeatureMatrix Transform(Dataset data) => Parts.Features.Transform(data, Windows);

    /// <summary>Returns the model with texts for its reasons; they are saved with it.</summary>
    /// <param name="texts">The texts by input.</param>
    /// <exception cref="FraudMlException">Thrown when a text or a hidden input names no input of the model.</exception>
    public FraudModel WithReasons(ReasonTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] known = [.. Parts.Features.Inputs.Columns.Select(input => input.Name), .. Features.Select(feature => feature.SourceText)];
        string[] unknown = [.. texts.Texts.Keys.Concat(texts.Hidden).Where(name => !known.Contains(name))];
        if (unknown.Length > 0)
            throw new FraudMlException(
                $"Reason texts name inputs that the model does not have: {string.Join(", ", unknown)}."
                + $"{string.Concat(unknown.Select(name => NearNames.Hint(name, known)))} Its inputs "
                + $"are {string.Join(", ", known.Distinct())}.");
        return new FraudModel(Parts with { Reasons = texts });
    }

    internal FraudModel With(FittedCalibrator? calibrator, FittedDecision? decision) =>
        new(Parts with { Calibrator = calibrator ?? Calibrator, Decision = decision });

    /// <summary>Returns the model without the inputs that nothing reads.</summary>
    internal FraudModel WithoutUnread(Dataset data) => new(Parts with { Features = Parts.Features.WithoutUnread(data, Decision) });

    /// <summary>Refuses a model that only gives probabilities.</summary>
    /// <exception cref="FraudMlException">Thrown when the model has no decision.</exception>
    public void RequireDecision()
    {
        if (Decision is null)
            throw new FraudMlException("This model has no decision rule. Build its pipeline with .DecideBy(…), or compare Score with a "
                + "threshold of your own.");
    }

    /// <summary>Returns inputs, steps, scoring model, calibrator, decision and windows, one a line.</summary>
    public override string ToString() => PipelineText.Of(this);
}
