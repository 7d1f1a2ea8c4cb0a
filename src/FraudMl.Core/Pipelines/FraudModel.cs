namespace FraudMl;

/// <summary>A fitted pipeline: steps, scoring model, calibrator and decision, without any resampler. Immutable and thread-safe.</summary>
public sealed partial class FraudModel
{
    private const string Part = "the pipeline";

    private readonly FittedFeatures _features;

    internal FraudModel(string pipeline, FittedFeatures features, ScoringModel scorer, FittedCalibrator calibrator, FittedDecision? decision)
    {
        _features = features;
        Pipeline = Damaged.Required(pipeline, Part, "name");
        Damaged.Required(scorer, Part, "scoring model").Check();
        Damaged.Unless(scorer.FeatureCount == features.Columns.Count, Part, "has a scoring model over other features than its steps make");
        Damaged.Required(calibrator, Part, "calibrator").Check();
        decision?.Check(features.Inputs);
        Scorer = scorer;
        Calibrator = calibrator;
        Decision = decision;
    }

    /// <value>The pipeline's name, for example <c>LightGBM + SMOTE</c>.</value>
    public string Pipeline { get; }

    /// <value>The raw input columns in order.</value>
    public IReadOnlyList<SchemaColumn> Inputs => _features.Inputs.Columns;

    /// <value>The fitted steps in order.</value>
    public IReadOnlyList<IFittedStep> Steps => _features.Steps;

    /// <value>What the scoring model sees.</value>
    public IReadOnlyList<FeatureColumn> Features => _features.Columns;

    /// <value>The scoring model.</value>
    public ScoringModel Scorer { get; }

    /// <value>What turns margins into probabilities.</value>
    public FittedCalibrator Calibrator { get; }

    /// <value>What flags transactions; null when that is decided elsewhere.</value>
    public FittedDecision? Decision { get; }

    /// <value>The velocity features that some inputs are; feed them from an <see cref="IVelocityStore"/>, or give them as any other input.</value>
    public IReadOnlyList<EntityWindows> Windows
    {
        get;
        internal init
        {
            field = Damaged.All(value, Part, "windows");
            foreach (EntityWindows windows in field) windows.Check();
        }
    } = [];

    /// <value>What reasons say; null for input and value.</value>
    public ReasonTexts? Reasons { get; internal init; }

    /// <value>The mean of each feature over the training rows, which linear models are explained against; empty when unknown.</value>
    internal ReadOnlyMemory<float> FeatureMeans
    {
        get;
        init
        {
            Damaged.Unless(value.IsEmpty || value.Length == Features.Count, Part, "has other means than features");
            field = value;
        }
    }

    /// <summary>Returns the probability of fraud for each row.</summary>
    /// <param name="data">Rows with the model's input columns; a label is not needed.</param>
    /// <exception cref="FraudMlException">Thrown when an input column is missing or of another kind.</exception>
    public double[] Score(Dataset data)
    {
        var probabilities = new double[data.RowCount];
        Score(data, (_, firstRow, scored) => scored.CopyTo(probabilities.AsSpan(firstRow)));
        return probabilities;
    }

    /// <summary>Returns whether each row is flagged.</summary>
    /// <param name="data">Rows with the model's input columns.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision or an input column is missing.</exception>
    public bool[] Decide(Dataset data)
    {
        FittedDecision decision = Decision ?? throw new FraudMlException("This model has no decision rule. Build its pipeline with .DecideBy(…), or compare Score with a threshold of your own.");
        var flags = new bool[data.RowCount];
        Score(data, (block, firstRow, scored) => decision.Decide(block, scored, flags.AsSpan(firstRow, block.RowCount)));
        return flags;
    }

    /// <summary>Returns how well the model does on labelled rows that it has not seen.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="options">Intervals and curves.</param>
    public Evaluation Evaluate(Dataset data, EvaluationOptions? options = null) => Evaluation.Of(ScoredRowsOf(data, options?.BlockColumn), options);

    /// <summary>Returns labels, probabilities and, where the model decides, flags and costs of labelled rows.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="blockColumn">The column whose equal values the bootstrap redraws together, for example the card; none by default.</param>
    public ScoredRows ScoredRowsOf(Dataset data, string? blockColumn = null)
    {
        double[] probabilities = Score(data);
        return PipelineScores.Of(data, probabilities, Decision is null ? null : Decide(data), CostsOf(data), blockColumn);
    }

    /// <summary>Returns the margins (log-odds) as the scoring model gives them, before calibration.</summary>
    /// <param name="data">Rows with the model's input columns.</param>
    internal double[] Margins(Dataset data)
    {
        var margins = new double[data.RowCount];
        FeatureMatrix matrix = _features.Transform(data);
        Scorer.Score(matrix.Values.Span, margins);
        return margins;
    }

    /// <summary>Returns the features that the scoring model gets for the rows of a dataset.</summary>
    internal FeatureMatrix Transform(Dataset data) => _features.Transform(data);

    internal void Gather(RowBlock block, Span<float> features) => _features.Gather(block, features);

    /// <summary>Returns the model with texts for its reasons; they are saved with it.</summary>
    /// <param name="texts">The texts by input.</param>
    /// <exception cref="FraudMlException">Thrown when a text or a hidden input names no input of the model.</exception>
    public FraudModel WithReasons(ReasonTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] known = [.. Inputs.Select(input => input.Name), .. Features.Select(feature => feature.SourceText)];
        string[] unknown = [.. texts.Texts.Keys.Concat(texts.Hidden).Where(name => !known.Contains(name))];
        if (unknown.Length > 0)
            throw new FraudMlException($"Reason texts name inputs that the model does not have: {string.Join(", ", unknown)}. Its inputs are {string.Join(", ", known.Distinct())}.");
        return new FraudModel(Pipeline, _features, Scorer, Calibrator, Decision) { Windows = Windows, FeatureMeans = FeatureMeans, Reasons = texts };
    }

    internal FraudModel With(FittedCalibrator? calibrator, FittedDecision? decision) =>
        new(Pipeline, _features, Scorer, calibrator ?? Calibrator, decision) { Windows = Windows, FeatureMeans = FeatureMeans, Reasons = Reasons };

    private CostTable? CostsOf(Dataset data) =>
        Decision?.CostsOf(ModelInputs.Load(data, _features.Inputs));

    internal void Score(Dataset data, BlockUse use)
    {
        var scratch = new float[1024 * Features.Count];
        var margins = new double[1024];
        _features.ForEachBlock(data, (block, firstRow) =>
        {
            Span<double> scored = margins.AsSpan(0, block.RowCount);
            Score(block, scratch, scored);
            use(block, firstRow, scored);
        });
    }

    /// <summary>Scores a block whose steps have run; margins become probabilities in place.</summary>
    private void Score(RowBlock block, Span<float> scratch, Span<double> probabilities)
    {
        Span<float> rows = scratch[..(block.RowCount * Features.Count)];
        _features.Gather(block, rows);
        Scorer.Score(rows, probabilities);
        Calibrator.Calibrate(probabilities, probabilities);
    }

    internal delegate void BlockUse(RowBlock block, int firstRow, ReadOnlySpan<double> probabilities);
}
