using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>How good a model is on labelled rows: metrics with intervals, decisions, curves, calibration and costs. It
/// serializes to JSON as it is.</summary>
public sealed partial class Evaluation
{
    private readonly Lazy<CalibrationMeasures?> _calibrationMeasures;

    private Evaluation(ScoredRows rows, ScoreSweep sweep, EvaluationOptions options)
    {
        Rows = rows;
        RowCount = rows.Count;
        FraudCount = rows.Labels.Count(true);
        Prevalence = rows.Tally.FraudWeight / rows.Tally.TotalWeight;
        Threshold = rows.Threshold;
        Confusion = rows.Tally.Confusion;
        var capacity = CapacityTable.Of(rows, sweep);
        Dictionary<string, Interval?> intervals = HeadlineMetrics.Intervals(rows, options, CapacityTable.Drawn(rows, capacity));
        Values = HeadlineMetrics.Evaluate(rows, Metrics.All.Concat(OthersOf(options)), intervals);
        PrecisionRecall = PrecisionRecallCurve.Of(sweep, options.MaxCurvePoints);
        Roc = RocCurve.Of(sweep, options.MaxCurvePoints);
        Calibration = CalibrationCurve.Of(rows);
        _calibrationMeasures = new(() => CalibrationMeasures.Of(rows));
        Thresholds = ThresholdTable.Of(sweep, options.MaxThresholds);
        Gains = GainsTable.Of(rows);
        Capacity = capacity.With(intervals);
        Costs = CostSummary.Of(rows, sweep);
        Alerts = AlertRate.Of(rows);
    }

    /// <value>The number of rows.</value>
    public int RowCount { get; }

    /// <value>The number of frauds among them.</value>
    public int FraudCount { get; }

    /// <value>The weighted share of frauds: the average precision of a model that knows nothing.</value>
    public double Prevalence { get; }

    /// <value>The score from which rows were flagged; null when each row was decided by itself.</value>
    public double? Threshold { get; }

    /// <value>Every metric of <c>Metrics.All</c> and of <see cref="EvaluationOptions.IntervalMetrics"/>; the headline ones, or
    /// those, with intervals.</value>
    public IReadOnlyList<EvaluatedMetric> Values { get; }

    /// <value>Labels against decisions.</value>
    public ConfusionMatrix Confusion { get; }

    /// <value>The precision–recall curve.</value>
    public PrecisionRecallCurve PrecisionRecall { get; }

    /// <value>The ROC curve.</value>
    public RocCurve Roc { get; }

    /// <value>The reliability bins.</value>
    public CalibrationCurve Calibration { get; }

    /// <value>How far the probabilities can be believed; null for margins.</value>
    public CalibrationMeasures? CalibrationMeasures => _calibrationMeasures.Value;

    /// <value>What other thresholds would do.</value>
    public ThresholdTable Thresholds { get; }

    /// <value>Gains and lift by decile.</value>
    public GainsTable Gains { get; }

    /// <value>What flagging the highest 0.1 to 5 % brings.</value>
    public CapacityTable Capacity { get; }

    /// <value>The costs; null when none were given.</value>
    public CostSummary? Costs { get; }

    /// <value>The alerts a day, beside those that were asked for; null when the times are unknown.</value>
    public AlertRate? Alerts { get; }

    /// <value>The rows it was computed from; not serialized.</value>
    [JsonIgnore]
    public ScoredRows Rows { get; }

    /// <summary>Returns the value of a metric; NaN where it is undefined.</summary>
    /// <param name="metric">Any metric, headline or not.</param>
    public double this[Metric metric]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(metric);
            return metric.Compute(Rows);
        }
    }

    /// <summary>Evaluates scored rows.</summary>
    /// <param name="rows">Labels, scores and what is known beside.</param>
    /// <param name="options">How much is computed.</param>
    public static Evaluation Of(ScoredRows rows, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new();
        options.Validate();
        if (options.BlockColumn is not null && rows.Blocks is null)
            throw new FraudMlException("BlockColumn names a column of a dataset, and these rows come without one. Use "
                + "model.Evaluate(dataset, …), or give ScoredRowsOptions.Blocks.");
        return new(rows, ScoreSweep.Of(rows), options);
    }

    /// <summary>Returns the 95 % interval of a headline metric; null where there is none.</summary>
    /// <param name="metric">The metric.</param>
    public Interval? IntervalOf(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Values.FirstOrDefault(value => value.Name == metric.Name)?.Interval;
    }

    /// <summary>Returns the evaluation as JSON with the snake-case names that Python readers expect; <c>"NaN"</c> is undefined.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.Evaluation);

    /// <summary>Returns the evaluation as a text table of one screen.</summary>
    public override string ToString() => EvaluationText.Of(this);

    private static IEnumerable<Metric> OthersOf(EvaluationOptions options) =>
        (options.IntervalMetrics ?? []).Where(metric => Metrics.All.All(known => known.Name != metric.Name));
}

/// <summary>How an evaluation is written: snake case, as Python readers expect.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Evaluation))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
